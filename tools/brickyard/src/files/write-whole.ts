import {
  chmodSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * A reader meets the old file or the new one, never half of it. A file keeps its mode,
 * and a link leads where it led.
 */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const known = statSync(path, { throwIfNoEntry: false });
  const file = known === undefined ? path : realpathSync(path);
  writeFileSync(`${file}.new`, text);
  if (known !== undefined) chmodSync(`${file}.new`, known.mode);
  renameSync(`${file}.new`, file);
}
