import { distance } from 'fastest-levenshtein';

import { normalizeName } from '../../requirements/normalize-name';
import type { NearNames } from '../kind/lock-kind';
import { importedNames, wellKnownNames } from './well-known-names';

/** A failing lock must not turn into a search of the index. */
const mostLikely = 6;
const mostVariants = 16;

/** `known`: other packages of the workspace. Both are normalized, and neither has the name itself. */
export function listNearNames(
  name: string,
  known: readonly string[],
): NearNames {
  const typed = normalizeName(name);
  const names = new Set([...known.map(normalizeName), ...wellKnownNames]);
  names.delete(typed);
  const imported = importedNames[typed];
  const near = [...names]
    .map((other) => ({ other, slips: countSlips(typed, other) }))
    .filter(({ other, slips }) => slips <= allowedSlips(typed, other))
    .sort((a, b) => a.slips - b.slips || (a.other < b.other ? -1 : 1))
    .map(({ other }) => other);
  const likely = unique([...(imported ? [imported] : []), ...near]);
  const variants = unique(listVariants(typed)).filter(
    (other) => other !== typed && !likely.includes(other) && isName(other),
  );
  return {
    likely: likely.slice(0, mostLikely),
    variants: variants.slice(0, mostVariants),
  };
}

/** Of names in any ecosystem, those that a word is probably a slip of, the nearest first. */
export function listSlips(word: string, known: readonly string[]): string[] {
  const typed = word.toLowerCase();
  return known
    .map((name) => ({ name, slips: distance(typed, name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= allowedSlips(typed, name))
    .sort((a, b) => a.slips - b.slips || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Separators do not count, nor does what says no more than that it is Python. */
function countSlips(a: string, b: string): number {
  const forms = (name: string) => [
    name.replaceAll('-', ''),
    bareName(name).replaceAll('-', ''),
  ];
  const slips = forms(a).flatMap((x) => forms(b).map((y) => distance(x, y)));
  return Math.min(...slips);
}

/** `python-dateutil`, `pyyaml`, `jinja2`, `opencv-python` → the word in it. */
function bareName(name: string): string {
  const bare = name
    .replace(/^(?:python-?|py-?)(?=[a-z]{3})/, '')
    .replace(/(?<=[a-z]{3})(?:-?python|-?py|\d)$/, '');
  return bare || name;
}

/** Two letters in the wrong order are two slips; a short name has room for one. */
function allowedSlips(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return 0;
  return shorter < 6 && !isSwapped(a, b) ? 1 : 2;
}

function isSwapped(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}

/** Neighbours in the wrong order, a letter too many or doubled, other separators and affixes. */
function listVariants(name: string): string[] {
  const at = Array.from(name, (_, index) => index);
  const swapped = at.map(
    (i) => name.slice(0, i) + (name[i + 1] ?? '') + name[i] + name.slice(i + 2),
  );
  const doubled = at
    .filter((i) => name[i] === name[i + 1])
    .map((i) => name.slice(0, i) + name.slice(i + 1));
  const affixes = [`python-${name}`, `py${name}`, bareName(name)];
  return [
    ...(name.includes('-') ? [name.replaceAll('-', '')] : []),
    ...affixes,
    ...doubled,
    ...swapped,
  ];
}

function isName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
