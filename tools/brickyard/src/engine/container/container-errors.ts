import { BrickyardError } from '../../errors';
import { renderSize } from '../../render-size';
import { shorten } from '../../shorten';
import type { ContainerRequest, ContainerResult } from '../engine';
import { answerText, diskFullError } from '../engine-errors';

/** What was to run where. */
type Wanted = Pick<ContainerRequest, 'image' | 'command'>;

export function noImageError(request: Wanted): BrickyardError {
  return failedError(request, 'the engine has no such image');
}

/** The engine created the container, and could not start its command. */
export function notStartedError(
  request: Wanted,
  cause: unknown,
): BrickyardError {
  const text = answerText(cause) ?? '';
  // The text before this only names the layers that the engine called.
  const [why = text] = /exec: ".*/.exec(text) ?? [];
  return (
    diskFullError(text) ??
    failedError(request, `it did not start: ${why.replace(/: unknown$/, '')}`)
  );
}

/**
 * When the program itself cannot run, some engines still start the container,
 * and print the reason as if the program had printed it.
 */
export function failedExecError(
  request: Wanted,
  { exitCode, stdout, stderr }: ContainerResult,
): BrickyardError | undefined {
  const why = /^(?:\S+: )?(exec (?:\/\S+|user process caused): .*)$/.exec(
    stderr.trim(),
  )?.[1];
  if (exitCode === 0 || stdout !== '' || why === undefined) return undefined;
  const hint = why.includes('format error')
    ? 'the file is not a program, or is one for another platform than this engine'
    : undefined;
  return failedError(request, `it did not start: ${why}`, hint);
}

export function tooLongError(request: Wanted, seconds: number): BrickyardError {
  const why = `it had not finished after ${seconds} s and was stopped`;
  return failedError(request, why);
}

export function tooQuietError(
  request: Wanted,
  seconds: number,
): BrickyardError {
  const why = `it had printed nothing after ${seconds} s and was stopped`;
  return failedError(request, why);
}

export function tooMuchError(request: Wanted, bytes: number): BrickyardError {
  const why = `it printed more than ${renderSize(bytes)} and was stopped`;
  return failedError(request, why);
}

function failedError(
  { image, command }: Wanted,
  why: string,
  hint?: string,
): BrickyardError {
  const message = `cannot run ${renderCommand(command)} in ${image}: ${why}`;
  return new BrickyardError('CONTAINER_FAILED', message, { hint });
}

/** Arguments may be whole scripts. */
function renderCommand(command: readonly string[]): string {
  return shorten(command.join(' ').replace(/\s+/g, ' '), 60);
}
