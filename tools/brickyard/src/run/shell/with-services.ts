import { readWorkspace } from '../../workspace/read-workspace';
import type { Workspace } from '../../workspace/workspace';
import { createServices, type ServiceOptions } from './create-services';

export interface ServicePlace extends Omit<
  ServiceOptions,
  'options' | 'certificates'
> {
  /** The workspace's folder. */
  root: string;
}

export type OpenServices = ReturnType<typeof createServices>;

/** A workspace as it is on disk, with the engine and registry that it names. */
export interface ServiceContext {
  workspace: Workspace;
  /** Created when first asked for: lint needs none. */
  services: () => OpenServices;
}

/** Closes the engine's connections after `work`, even when it fails. */
export async function withServices<R>(
  { root, ...place }: ServicePlace,
  work: (context: ServiceContext) => Promise<R>,
): Promise<R> {
  const workspace = readWorkspace(root, place.environment);
  const { options, certificates } = workspace;
  let opened: OpenServices | undefined;
  const services = () =>
    (opened ??= createServices({ ...place, options, certificates }));
  try {
    return await work({ workspace, services });
  } finally {
    opened?.settle();
    opened?.engine.close();
  }
}
