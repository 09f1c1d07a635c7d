import type { BrickyardError } from '../../errors';
import { interruptedError } from '../../errors';
import type { ContainerRequest } from '../engine';
import { tooLongError, tooMuchError } from './container-errors';
import type { OutputGuard } from './read-output';

const TIMEOUT = 120;
const MAX_OUTPUT = 64 * 1024 * 1024;

export interface ContainerLimits {
  /** Aborted with the error for the caller. */
  signal: AbortSignal;
  guard: OutputGuard;
  /** Removes its timer and its listeners. */
  release: () => void;
}

/** What may end a container before its command does. */
export function watchLimits(
  request: ContainerRequest,
  slowdown = 1,
): ContainerLimits {
  const { signal, maxOutput = MAX_OUTPUT } = request;
  const timeout = (request.timeout ?? TIMEOUT) * slowdown;
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
