import { BrickyardError, isBrickyardError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';

/** For a step that fails with a mirror's host in its message: says which option has that address. */
export function withMirrorHint(
  error: unknown,
  { mirrorArgs }: ResolvedImage,
): unknown {
  if (!isBrickyardError(error) || error.code !== 'BUILD_FAILED') return error;
  const { message, problems, cause } = error;
  const named = Object.entries(mirrorArgs)
    .filter(([, url]) => message.includes(new URL(url).hostname))
    .map(([name, url]) => `${name} is ${url}`);
  if (error.hint !== undefined || named.length === 0) return error;
  const hint = `by the mirrors of the profile, ${named.join(' and ')}: is it up, and does it have what is asked for?`;
  return new BrickyardError(error.code, message, { hint, problems, cause });
}
