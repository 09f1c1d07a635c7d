import { BrickyardError } from '../errors';

const PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}$/;

/**
 * `--channel` as Nx passes it: Nx has turned 1.10 into a number. Throws
 * OPTIONS_INVALID for a number that may have lost digits so, and for a text that
 * cannot begin a tag.
 */
export function readChannel(channel?: string | number): string | undefined {
  if (channel === undefined) return undefined;
  const isNumber = typeof channel === 'number';
  if (isNumber ? Number.isSafeInteger(channel) : PATTERN.test(channel))
    return String(channel);
  if (!isNumber) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `--channel: '${channel}' cannot begin a tag`,
      {
        hint: 'write letters, digits, "_", "." and "-", at most 81, such as pr-12',
      },
    );
  }
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--channel: Nx reads it as the number ${channel}, so its digits may have changed`,
    { hint: 'let it begin with a letter, such as v1.10' },
  );
}
