import type { Tree } from '@nx/devkit';

import { problemsError } from '../errors';
import { decodeText } from '../files/decode-text';

/** The text of a file, if it is there. Throws OPTIONS_INVALID for what is not UTF-8. */
export function findTreeText(tree: Tree, file: string): string | undefined {
  const bytes = tree.read(file);
  if (bytes === null) return undefined;
  const decoded = decodeText(bytes);
  if ('text' in decoded) return decoded.text;
  const { fault: message, line } = decoded;
  throw problemsError('OPTIONS_INVALID', [{ place: { file, line }, message }]);
}
