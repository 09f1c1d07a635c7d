import { readWorkspace } from '../../workspace/read-workspace';
import type { Workspace } from '../../workspace/workspace';
import { createServices } from './create-services';

export interface ServicePlace {
  /** The workspace's folder. */
  root: string;
  environment: Readonly<Record<string, string | undefined>>;
  warn: (message: string) => void;
  signal?: AbortSignal;
}

/** A workspace as it is on disk, with the engine and registry that it names. */
export interface ServiceContext {
  workspace: Workspace;
  services: ReturnType<typeof createServices>;
}

/** Whatever becomes of `work`, the engine's connections are closed after it. */
export async function withServices<R>(
  { root, environment, warn, signal }: ServicePlace,
  work: (context: ServiceContext) => Promise<R>,
): Promise<R> {
  const workspace = readWorkspace(root, environment);
  const { options } = workspace;
  const services = createServices({ options, environment, warn, signal });
  try {
    return await work({ workspace, services });
  } finally {
    services.engine.close();
  }
}
