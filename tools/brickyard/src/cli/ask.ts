import { type BrickyardError, renderError } from '../errors';
import { type Faults, listErrors } from '../plan/fault';
import { type StaleLock, staleLocksError } from '../run/locks/check-locks';
import {
  type AskServices,
  withAskServices,
} from '../run/shell/with-ask-services';
import type { Workspace } from '../workspace/workspace';
import { findWorkspace } from './find-workspace';
import type { Shell } from './shell';

/** What a question may be answered from. */
export interface AskOptions {
  offline?: boolean;
  published?: boolean;
  signal?: AbortSignal;
}

interface Answer<Result> {
  result: Result;
  /** Of images that could not be looked at. */
  errors: BrickyardError[];
}

/** Answers a question about the workspace, without an engine. Warns of stale locks. */
export function askWorkspace<Result extends { staleLocks: StaleLock[] }>(
  { offline, published, signal }: AskOptions,
  { cwd, environment, stderr }: Shell,
  work: (
    workspace: Workspace,
    services: AskServices,
  ) => Promise<{ result: Result; faults: Faults }>,
): Promise<Answer<Result>> {
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const place = { root: findWorkspace(cwd), environment, warn, signal };
  const asking = { isOffline: offline, isPublished: published };
  return withAskServices(place, asking, async (workspace, services) => {
    const { result, faults } = await work(workspace, services);
    if (result.staleLocks.length > 0)
      services.warn(renderError(staleLocksError(result.staleLocks)));
    return { result, errors: listErrors(faults.asked) };
  });
}
