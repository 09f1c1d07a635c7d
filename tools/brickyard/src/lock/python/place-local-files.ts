import { posix } from 'node:path';

import { escapePattern } from '../../escape-pattern';
import { splitRequirementLines } from '../../requirements/grammar/split-requirement-lines';
import type { LocalFiles, LocalReference } from './local-files';
import type { RequirementFile } from './python-lock';

/**
 * A list in which every file of the flavour is named in the one way that uv and
 * pip read alike, and that tells the package: `x @ file:./wheels/x.whl`. `at` is
 * where the flavour's folder is, seen from where the resolver runs.
 */
export function placeLocalFiles(
  { path, text }: RequirementFile,
  { references }: LocalFiles,
  at = '',
): string {
  const own = references.filter(({ list }) => list === path);
  if (own.length === 0) return text;
  const lines: string[] = [];
  for (const { text: content, line } of splitRequirementLines(text)) {
    // Each stays where it is: uv's errors name lines.
    while (lines.length < line - 1) lines.push('');
    const here = own.filter((reference) => reference.line === line);
    lines.push(
      here.reduce((done, reference) => place(done, reference, at), content),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function place(line: string, reference: LocalReference, at: string): string {
  const { kind, list, path, name = '', isNamed, fragment } = reference;
  if (kind === 'links') {
    // uv looks from the list.
    const from = posix.dirname(list);
    const seen = posix.relative(from, path);
    return replaceWord(line, reference, () => `./${seen}`);
  }
  const url = `file:./${encodePath(posix.join(at, path))}${fragment}`;
  const placed = replaceWord(line, reference, (extras) =>
    isNamed ? url : `${name}${extras} @ ${url}`,
  );
  // What follows a URL needs a blank before it.
  return placed.replace(`${url};`, () => `${url} ;`);
}

/** A `#` or `?` would end the path. */
function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}

/** The extras are those that a path may have behind it. */
function replaceWord(
  line: string,
  { written }: LocalReference,
  replacement: (extras: string) => string,
): string {
  const word = escapePattern(written);
  const whole = new RegExp(
    `(?<=^|[\\s=@"']|^-f)${word}\\s*(\\[[^\\]]*\\])?(?=$|[\\s;"'])`,
  );
  return line.replace(whole, (_all, extras: string = '') =>
    replacement(extras),
  );
}
