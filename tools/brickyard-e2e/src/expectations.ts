import type { ErrorCode } from '../../brickyard/src/errors';
import type { Finished } from './running-command';

/** A failure shows what the command printed, not just its exit code. */
export function expectSuccess({ status, output }: Finished): void {
  if (status !== 0) throw new Error(`exit code ${status}:\n${output}`);
}

/** The command failed with these words. */
export function expectFailure(
  { status, output }: Finished,
  code: ErrorCode,
  ...words: readonly string[]
): void {
  for (const text of [`[${code}]`, ...words]) expect(output).toContain(text);
  expect(status).not.toBe(0);
}
