import type { VersionSpecifier } from '../requirement';
import { blanks } from './python-text';
import { GrammarFault, type TextScanner } from './text-scanner';

const RELEASE = 'v?(?:\\d+!)?\\d+(?:\\.\\d+)*';
const SUFFIX = [
  '(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?\\d*)?',
  '(?:-\\d+|[-_.]?(?:post|rev|r)[-_.]?\\d*)?',
  '(?:[-_.]?dev[-_.]?\\d*)?',
].join('');
const LOCAL = '(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?';

/** https://packaging.python.org/en/latest/specifications/version-specifiers/ */
const FORMS = [
  `(?:===)[${blanks}]*[^${blanks};)]+`,
  `(?:==|!=)[${blanks}]*${RELEASE}(?:\\.\\*|${SUFFIX}${LOCAL})`,
  `(?:~=)[${blanks}]*v?(?:\\d+!)?\\d+(?:\\.\\d+)+${SUFFIX}`,
  `(?:<=|>=|<|>)[${blanks}]*${RELEASE}${SUFFIX}`,
].join('|');

const SPECIFIER = new RegExp(FORMS, 'iy');
const WHOLE = new RegExp(`^(?:${FORMS})$`, 'i');

/**
 * `>=1,<2`, perhaps in parentheses; a comma may end it. The list may be empty.
 * Throws GrammarFault.
 */
export function readSpecifiers(scanner: TextScanner): VersionSpecifier[] {
  if (scanner.take(/\(/y) === undefined) return readList(scanner);
  scanner.skipBlanks();
  const list = readList(scanner);
  scanner.expect(/\)/y, explainRest(scanner, 'a ) is missing'));
  scanner.skipBlanks();
  return list;
}

/** The version after `===` may be anything, and so takes the commas along. */
function readList(scanner: TextScanner): VersionSpecifier[] {
  const list: string[] = [];
  for (;;) {
    const found = scanner.take(SPECIFIER);
    if (found === undefined) break;
    list.push(...found.split(','));
    if (scanner.peek(/\.\*|\+[a-z0-9]/iy) !== undefined)
      throw new GrammarFault(explainRest(scanner, ''));
    scanner.skipBlanks();
    if (scanner.take(/,/y) === undefined) break;
    scanner.skipBlanks();
  }
  const items = list.filter((item) => item !== '');
  const bad = items.find((item) => !WHOLE.test(item));
  if (bad === '===') throw new GrammarFault('a version is missing');
  if (bad !== undefined) throw new GrammarFault(`"${bad}" has no operator`);
  return items.map(toSpecifier);
}

function toSpecifier(text: string): VersionSpecifier {
  const operator = /^(?:===|[=!~<>]=|[<>])/.exec(text)?.[0] ?? '';
  return {
    operator: operator as VersionSpecifier['operator'],
    version: text.slice(operator.length).replace(/^\s+/, ''),
  };
}

const OPERATOR = /(===|==|!=|~=|<=|>=|<|>)\s*([^\s,;)]*)/g;

/** Why a list of versions ends before its text does; `fallback` when nothing is known. */
export function explainRest({ text }: TextScanner, fallback: string): string {
  const [written = ''] = text.split(';');
  if (/[^=<>!~]=(?!=)/.test(written))
    return 'one "=" is not an operator, write "=="';
  for (const [, operator = '', version = ''] of written.matchAll(OPERATOR)) {
    const fault = explainVersion(operator, version);
    if (fault !== undefined) return fault;
  }
  return fallback;
}

const VERSION = new RegExp(`^${RELEASE}${SUFFIX}${LOCAL}$`, 'i');

function explainVersion(operator: string, version: string): string | undefined {
  if (version === '') return 'a version is missing';
  if (operator === '===' || WHOLE.test(operator + version)) return undefined;
  const isPrefix = version.endsWith('.*');
  if (isPrefix && operator !== '==' && operator !== '!=')
    return `".*" goes with == and != only, not with ${operator}`;
  if (isPrefix && VERSION.test(version.slice(0, -2)))
    return `".*" follows plain numbers only, as in ${operator}1.2.*`;
  if (!VERSION.test(version)) return `"${version}" is not a version (PEP 440)`;
  return operator === '~=' && !version.includes('+')
    ? `~= needs at least two numbers, such as ~=${version}.0`
    : `a local version (${version.slice(version.indexOf('+'))}) goes with == and != only`;
}

/** Whether a version may follow an operator: `~=3` needs another number. */
export function isSpecifier(text: string): boolean {
  return WHOLE.test(text);
}

/** https://packaging.python.org/en/latest/specifications/version-specifiers/#version-scheme */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}
