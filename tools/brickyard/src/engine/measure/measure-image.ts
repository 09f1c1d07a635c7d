import { type Daemon, openAnswer } from '../connection/dial';
import { engineError } from '../engine-errors';
import { sumLayers } from './sum-layers';

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
