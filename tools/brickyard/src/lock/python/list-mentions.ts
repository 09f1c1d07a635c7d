import { type Problem, renderPlace } from '../../errors';
import { splitRequirementLines } from '../../requirements/grammar/split-requirement-lines';
import { normalizeName } from '../../requirements/normalize-name';
import { constraintsOf } from './lock-inputs';
import type { PythonLock, RequirementFile } from './python-lock';
import { isMain } from './python-paths';

/**
 * Every line whose package a sentence names: the flavour's, those of images
 * below, pins. A line that takes any version cannot conflict, so it is listed
 * only when no other line names its package.
 */
export function listMentions(
  sentence: string,
  locks: readonly PythonLock[],
): Problem[] {
  const named = new Set(
    [...sentence.matchAll(/[A-Za-z0-9][A-Za-z0-9._-]*/g)].map(([word]) =>
      normalizeName(word.replace(/[._-]+$/, '')),
    ),
  );
  const mentioned = [
    ...locks.flatMap(listOwn),
    ...locks.flatMap(listBelow),
    ...locks.flatMap(listPins),
  ].filter(({ message }) => named.has(nameOf(message)));
  const limited = new Set(
    mentioned
      .map(({ message }) => message)
      .filter((text) => !isBare(text))
      .map(nameOf),
  );
  const sides = mentioned.filter(
    ({ message }) => !isBare(message) || !limited.has(nameOf(message)),
  );
  return [
    ...new Map(sides.map((side) => [renderMention(side), side])).values(),
  ];
}

export function renderMention({ place, message }: Problem): string {
  return `${renderPlace(place)}: ${message}`;
}

function listOwn({ flavour, files }: PythonLock): Problem[] {
  return files.flatMap((file) => linesOf(file, flavour.path));
}

function listBelow({ ancestors }: PythonLock): Problem[] {
  return ancestors.flatMap(({ flavour, files }) =>
    files.flatMap((file) => linesOf(file, flavour.path)),
  );
}

function listPins({ line, requirements }: PythonLock): Problem[] {
  if (!isMain(requirements)) return [];
  const place = { file: `runtime ${line.name}` };
  return linesOf(constraintsOf(line), '').map(({ message }) => ({
    place,
    message,
  }));
}

/** Each line with a requirement; its text is the message. */
function linesOf({ path, text }: RequirementFile, folder: string): Problem[] {
  return splitRequirementLines(text).map(({ text: message, line }) => ({
    place: { file: `${folder}/${path}`, line },
    message,
  }));
}

function nameOf(requirement: string): string {
  const [name = ''] = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(requirement) ?? [];
  return normalizeName(name);
}

function isBare(requirement: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(requirement);
}
