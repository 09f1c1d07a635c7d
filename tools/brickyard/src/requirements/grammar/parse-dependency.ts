import type { VersionSpecifier } from '../requirement';
import { explainRest, readSpecifiers } from './parse-specifiers';
import { blanks } from './python-text';
import { GrammarFault, TextScanner } from './text-scanner';

/** `name[extras]>=1` or `name @ url`, as it is written. */
export interface Dependency {
  name: string;
  extras: string[];
  specifiers: VersionSpecifier[];
  url?: string;
  /** What follows the `;` after a URL; pip has cut off any other marker before. */
  marker?: string;
}

const NO_BLANKS = new RegExp(`[^${blanks}]+`, 'y');
const NAME = /[a-z0-9][a-z0-9._-]*(?<![.-])/iy;

/**
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 * as packaging reads it. Throws GrammarFault.
 */
export function parseDependency(text: string): Dependency {
  const scanner = new TextScanner(text);
  scanner.skipBlanks();
  const name = scanner.expect(NAME, EXPECTED);
  scanner.skipBlanks();
  const extras = readExtras(scanner);
  if (scanner.take(/@/y) !== undefined)
    return { name, extras, specifiers: [], ...readUrl(scanner) };
  const specifiers = readSpecifiers(scanner);
  if (!scanner.isAtEnd) throw new GrammarFault(explainEnd(scanner));
  return { name, extras, specifiers };
}

const EXPECTED = 'expected name[extras]==version ; marker';

function readExtras(scanner: TextScanner): string[] {
  if (scanner.take(/\[/y) === undefined) return [];
  const extras: string[] = [];
  scanner.skipBlanks();
  if (scanner.peek(/\]/y) === undefined) {
    do {
      scanner.skipBlanks();
      extras.push(scanner.expect(NAME, EXPECTED));
      scanner.skipBlanks();
    } while (scanner.take(/,/y) !== undefined);
  }
  scanner.expect(/\]/y, EXPECTED);
  scanner.skipBlanks();
  return extras;
}

function readUrl(scanner: TextScanner): Pick<Dependency, 'url' | 'marker'> {
  scanner.skipBlanks();
  const url = scanner.expect(NO_BLANKS, 'a URL is missing after the @');
  scanner.skipBlanks();
  if (scanner.isAtEnd) return { url };
  scanner.expect(/;/y, 'a ";" is expected after the URL, or the end');
  return { url, marker: scanner.text.slice(scanner.position).trim() };
}

function explainEnd(scanner: TextScanner): string {
  const { text, position } = scanner;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return 'pip knows no such URL: write name @ https://…, an archive';
  if (/^[a-z]:|\\/i.test(text))
    return 'paths in an image are written with /, and are relative to this file';
  const known = explainRest(scanner, '');
  if (known !== '') return known;
  if (
    /^[\w\]),]/.test(text.slice(position)) &&
    /[\w\])][ \t]+$/.test(text.slice(0, position))
  )
    return 'two words where one name is expected';
  if (/[^ -~\t]/.test(text.slice(position)))
    return `${nameCharacter(text.slice(position))} has no place here`;
  return EXPECTED;
}

/** A character that may look like another: `U+00A0`. */
function nameCharacter(text: string): string {
  const odd = /[^ -~\t]/u.exec(text)?.[0] ?? '';
  const code = odd.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /\s/.test(odd)
    ? `a blank that is no space (${number})`
    : `${odd} (${number})`;
}
