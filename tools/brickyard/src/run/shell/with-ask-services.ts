import { readWorkspace } from '../../workspace/read-workspace';
import type { Workspace } from '../../workspace/workspace';
import { createServices, type ServiceOptions } from './create-services';
import type { Services } from './services';

export interface AskPlace extends Omit<
  ServiceOptions,
  'options' | 'certificates'
> {
  /** The workspace's folder. */
  root: string;
}

/** Without a registry nothing but files is read. */
export type AskServices = Pick<Services, 'warn'> &
  Partial<Pick<Services, 'registry'>>;

export interface Asking {
  isOffline?: boolean;
  /** The registry is what was asked about, so it has all the time that it takes. */
  isPublished?: boolean;
}

/** Milliseconds for digests of bases: without them, records say nothing, and locks answer. */
const baseLimit = 2000;

/** A workspace as it is on disk, and the registry where it may be asked. */
export async function withAskServices<R>(
  { root, ...place }: AskPlace,
  { isOffline = false, isPublished = false }: Asking,
  work: (workspace: Workspace, services: AskServices) => Promise<R>,
): Promise<R> {
  const workspace = readWorkspace(root, place.environment);
  if (isOffline) return work(workspace, { warn: place.warn });
  const { options, certificates } = workspace;
  const limit = AbortSignal.timeout(baseLimit);
  const { signal } = place;
  const services = createServices({
    ...{ ...place, options, certificates },
    // Nothing is told of a registry that is asked in passing.
    ...(!isPublished && {
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      tell: () => undefined,
    }),
  });
  try {
    return await work(workspace, services);
  } finally {
    services.settle();
    services.engine.close();
  }
}
