import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repositoryRoot } from '../../brickyard-e2e/src/repository-root';

/** Files below a folder of the repository whose path matches, as texts. */
export function readFiles(folder: string, pattern: RegExp): string[] {
  const root = join(repositoryRoot, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path) && !path.includes('node_modules'))
    .sort()
    .map((path) => readFileSync(join(root, path), 'utf8'));
}

/** What stands between quotes in the specs of a folder of `tools/brickyard/src`. */
export function readSpecTexts(folder: string): string[] {
  const specs = readFiles(`tools/brickyard/src/${folder}`, /\.spec\.ts$/);
  const texts = specs.flatMap((spec) =>
    [...spec.matchAll(QUOTED)].map(([, quoted = '', plain = '']) =>
      unescape(quoted || plain),
    ),
  );
  return [...new Set(texts)].filter((text) => text !== '');
}

const QUOTED = /'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\[^])*)`/g;

function unescape(text: string): string {
  const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
  return text.replace(/\\([^])/g, (_, sign: string) => signs[sign] ?? sign);
}
