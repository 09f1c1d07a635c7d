import { interruptedError } from '../../errors';
import type { BuildRequest } from '../engine';

/** Reads a build's context to its end, as an engine does, or fails as it fails. */
export async function readFakeContext({
  context,
  signal,
}: BuildRequest): Promise<Uint8Array> {
  const stop = () => context.destroy();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of context) chunks.push(chunk as Uint8Array);
  } catch (error) {
    throw signal?.aborted ? interruptedError(error) : error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
}
