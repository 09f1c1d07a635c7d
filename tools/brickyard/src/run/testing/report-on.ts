import { HttpRegistry } from '../../registry/http-registry';
import { readWorkspace } from '../../workspace/read-workspace';
import { makeReport } from '../change/make-report';
import type { TestWorkspace } from './test-workspace';

/** For specs: a registry that knows no login. */
export const openRegistry = () =>
  new HttpRegistry({
    credentialsFor: () => Promise.resolve(undefined),
    env: {},
  });

/** For specs: what has changed in a workspace, since HEAD unless it says otherwise. */
export function reportOn(
  workspace: TestWorkspace,
  change: { base?: string; flavours?: string[] } = {},
  registry = openRegistry(),
) {
  const environment = { PATH: process.env['PATH'], ...workspace.environment };
  const request = {
    ...{ workspace: readWorkspace(workspace.root, environment), environment },
    ...{ cwd: workspace.root, base: 'HEAD', say: () => undefined },
    credentials: () => Promise.resolve(undefined),
    ...change,
  };
  const services = {
    ...{ engine: workspace.engine, registry },
    now: workspace.now,
    warn: (text: string) => void workspace.warnings.push(text),
  };
  return makeReport(request, services);
}
