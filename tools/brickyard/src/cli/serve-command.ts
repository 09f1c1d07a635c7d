import { type OpenServices, withServices } from '../run/shell/with-services';
import type { Workspace } from '../workspace/workspace';
import { findWorkspace } from './find-workspace';
import type { Shell } from './shell';

/** What every request that looks into an image begins with. */
export interface CommandContext {
  workspace: Workspace;
  credentials: OpenServices['credentials'];
  /** For what takes a while; to stderr, as warnings. */
  say: (text: string) => void;
  signal: AbortSignal;
}

/** Runs a command that needs the engine or a registry, in the workspace around its folder. */
export async function serveCommand<Result>(
  { cwd, environment, stderr }: Shell,
  signal: AbortSignal,
  work: (context: CommandContext, services: OpenServices) => Promise<Result>,
): Promise<Result> {
  const say = (text: string) => void stderr.write(`${text}\n`);
  const warn = (text: string) => say(`warning: ${text}`);
  const place = { root: findWorkspace(cwd), environment, signal, warn };
  return withServices(place, ({ workspace, ...context }) => {
    const services = context.services();
    const { credentials } = services;
    return work({ workspace, credentials, say, signal }, services);
  });
}
