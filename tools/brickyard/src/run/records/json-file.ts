import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { tryReadFile } from '../../files/try-read';

/** A record, for people to read as well. */
export function writeJsonFile(
  root: string,
  path: string,
  value: unknown,
): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** `undefined` when nothing is recorded yet, or the record is damaged. */
export function readJsonFile(root: string, path: string): unknown {
  const read = tryReadFile(join(root, path));
  return 'value' in read ? decodeJson(read.value.toString('utf8')) : undefined;
}

/** `undefined` for a text that is not JSON. */
export function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
