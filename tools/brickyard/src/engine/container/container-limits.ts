import type { BrickyardError } from '../../errors';
import { interruptedError } from '../../errors';
import type { ContainerRequest } from '../engine';
import { tooLongError, tooMuchError, tooQuietError } from './container-errors';
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
  const quiet = silenceTimer(request, { slowdown, give });
  let printed = 0;
  return {
    signal: stop.signal,
    guard: (bytes) => {
      clearTimeout(quiet);
      printed += bytes;
      if (printed > maxOutput) throw tooMuchError(request, maxOutput);
    },
    release: () => {
      clearTimeout(timer);
      clearTimeout(quiet);
      signal?.removeEventListener('abort', interrupt);
    },
  };
}

/** A shell that is another program may read all that it is told, and wait. */
function silenceTimer(
  request: ContainerRequest,
  {
    slowdown,
    give,
  }: { slowdown: number; give: (error: BrickyardError) => void },
): NodeJS.Timeout | undefined {
  if (request.silence === undefined) return undefined;
  const seconds = request.silence * slowdown;
  const end = () => give(tooQuietError(request, seconds));
  return setTimeout(end, seconds * 1000);
}
