import { BrickyardError } from '../errors';
import { hintNames } from '../hint-names';
import type { Workspace } from './workspace';

/** Every flavour of a workspace, the broken ones too. */
export function listFlavourNames({
  flavours,
  broken,
}: Pick<Workspace, 'flavours' | 'broken'>): string[] {
  return [...flavours, ...broken].map(({ name }) => name);
}

/** Throws FLAVOUR_UNKNOWN for names that nobody knows; `problem` is what is said of them. */
export function checkFlavourNames(
  asked: readonly string[],
  known: readonly string[],
  problem = 'no such flavour',
): void {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new BrickyardError(
    'FLAVOUR_UNKNOWN',
    `${problem}: ${unknown.join(', ')}`,
    { hint: hintNames('flavours', [...known].sort(), unknown) },
  );
}
