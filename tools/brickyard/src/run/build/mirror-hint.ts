import { BrickyardError, isBrickyardError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';

/** A mirror that says so is up, and has no fault: the package's name has. */
const NO_SUCH_PACKAGE = /there is no such package in /;

/** For a step that fails with a mirror's host in its message: says which option has that address. */
export function withMirrorHint(
  error: unknown,
  { mirrorArgs }: ResolvedImage,
): unknown {
  if (!isBrickyardError(error) || error.code !== 'BUILD_FAILED') return error;
  const { message, problems, cause } = error;
  const lines = message
    .split('\n')
    .filter((line) => !NO_SUCH_PACKAGE.test(line))
    .join('\n');
  const named = Object.entries(mirrorArgs)
    .flatMap(([name, value]) => listAddresses(value).map((url) => [name, url]))
    .filter(([, url = '']) => lines.includes(new URL(url).hostname))
    .map(([name, url]) => `${name} is ${url}`);
  if (error.hint !== undefined || named.length === 0) return error;
  const hint = `by the mirrors of the profile, ${named.join(' and ')}: is it up, and does it have what is asked for?`;
  return new BrickyardError(error.code, message, { hint, problems, cause });
}

/** Of pairs, the one that is asked in place of the other. */
function listAddresses(value: string): string[] {
  const words = value.split(' ');
  return words.length === 1 ? words : words.filter((_, index) => index % 2 > 0);
}
