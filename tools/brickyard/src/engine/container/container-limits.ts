import type { BrickyardError } from '../../errors';
import { interruptedError } from '../../errors';
import type { ContainerRequest } from '../engine';
import { tooLongError, tooMuchError } from './container-errors';
import type { OutputGuard } from './read-output';

const TIMEOUT = 120;
const MAX_OUTPUT = 64 * 1024 * 1024;

export interface ContainerLimits {
  /** Aborted with what a caller should be told. */
  signal: AbortSignal;
  guard: OutputGuard;
  /** No timer and no listener stays behind. */
  release: () => void;
}

/** Whatever ends a container before its command does. */
export function watchLimits(request: ContainerRequest): ContainerLimits {
  const { signal, timeout = TIMEOUT, maxOutput = MAX_OUTPUT } = request;
  const stop = new AbortController();
  const give = (error: BrickyardError) => stop.abort(error);
  const interrupt = () => give(interruptedError(signal?.reason));
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  const timer = setTimeout(
    () => give(tooLongError(request, timeout)),
    timeout * 1000,
  );
  let printed = 0;
  return {
    signal: stop.signal,
    guard: (bytes) => {
      printed += bytes;
      if (printed > maxOutput) throw tooMuchError(request, maxOutput);
    },
    release: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    },
  };
}
