import { type Daemon, openAnswer } from '../connection/dial';
import { engineError } from '../engine-errors';
import { sumLayers } from './sum-layers';

/** https://docs.docker.com/reference/api/engine/ (SystemInfo) */
export interface EngineInfo {
  /** Pairs of a name and its value. */
  DriverStatus?: readonly (readonly string[])[] | null;
}

/** Docker's documentation names this as the way to tell. */
export function hasContainerdStore({ DriverStatus }: EngineInfo): boolean {
  return (DriverStatus ?? []).some(
    ([name, value]) =>
      name === 'driver-type' && value?.startsWith('io.containerd.'),
  );
}

/**
 * Reads the whole image out of the engine: seconds for each gigabyte. With
 * containerd's store the API tells the compressed size, or how many blocks of a
 * disk the layers fill, which depends on that disk.
 */
export async function measureSaved(
  { modem, address }: Daemon,
  reference: string,
  signal: AbortSignal,
): Promise<number> {
  const path = `/images/${reference}/get`;
  try {
    return await sumLayers(
      await openAnswer(modem, { method: 'GET', path, signal }),
    );
  } catch (error) {
    throw engineError(signal.aborted ? signal.reason : error, address);
  }
}
