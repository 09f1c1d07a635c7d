import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isBrickyardError, type Problem } from '../../errors';
import { decodeText } from '../../files/decode-text';
import { tryReadFile } from '../../files/try-read';
import type { Flavour } from '../../flavour/flavour';
import type { ImageTest, ScriptLanguage } from '../../image-tests/image-test';
import { parseStructureFile } from '../../image-tests/parse-structure-file';

const scripts: Readonly<Record<string, ScriptLanguage>> = {
  sh: 'sh',
  py: 'py',
  R: 'R',
};

/**
 * What is in the `tests` folders of these flavours, images below first. A file
 * takes the place of one of the same name below it.
 */
export function listOwnTests(
  flavours: readonly Flavour[],
  problems: Problem[],
): ImageTest[] {
  const files = new Map<string, Flavour>();
  for (const flavour of flavours)
    for (const name of listFiles(flavour)) files.set(name, flavour);
  return [...files].flatMap(([name, flavour]) =>
    readTests(name, flavour, problems),
  );
}

function listFiles({ folder }: Flavour): string[] {
  const tests = join(folder, 'tests');
  if (!existsSync(tests)) return [];
  return readdirSync(tests, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => /\.(sh|py|R|yaml|yml)$/.test(name))
    .sort();
}

function readTests(
  name: string,
  { folder, path }: Flavour,
  problems: Problem[],
): ImageTest[] {
  const file = `${path}/tests/${name}`;
  const read = tryReadFile(join(folder, 'tests', name));
  if ('fault' in read) {
    problems.push({ place: { file }, message: read.fault });
    return [];
  }
  const decoded = decodeText(read.value);
  if ('fault' in decoded) {
    const { fault: message, line } = decoded;
    problems.push({ place: { file, line }, message });
    return [];
  }
  const { text } = decoded;
  const language = scripts[name.slice(name.lastIndexOf('.') + 1)];
  if (language !== undefined) {
    const check = { type: 'script', language, text } as const;
    return [{ name, check, place: { file } }];
  }
  try {
    return parseStructureFile(text, file);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    problems.push(...error.problems);
    return [];
  }
}
