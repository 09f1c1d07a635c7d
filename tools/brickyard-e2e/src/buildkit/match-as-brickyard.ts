import { parseGlob } from '../../../brickyard/src/context/glob';
import { parseIgnoreRules } from '../../../brickyard/src/context/ignore-rules';
import { isBrickyardError } from '../../../brickyard/src/errors';
import type { PatternCase, PatternReading } from './ask-buildkit';

/** Which paths a `.dockerignore` leaves out, or why it is refused. */
export function ignoreAsBrickyard({
  text,
  paths,
}: PatternCase): PatternReading {
  try {
    const rules = parseIgnoreRules({ file: '.dockerignore', text });
    return { matched: paths.filter((path) => rules.ignores(path)) };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return { matched: null, error: error.message };
  }
}

export function globAsBrickyard({ text, paths }: PatternCase): PatternReading {
  const glob = parseGlob(text);
  if (glob === undefined) return { matched: null, error: 'no glob' };
  return { matched: paths.filter((path) => glob.test(path)) };
}
