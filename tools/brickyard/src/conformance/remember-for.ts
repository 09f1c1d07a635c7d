import type { FlavourFacts } from './rule';

/**
 * The same answer for each rule that asks about the same sources: a Dockerfile is
 * read once, however many rules there are.
 */
export function rememberFor<T>(
  read: (flavour: FlavourFacts) => T,
): (flavour: FlavourFacts) => T {
  const known = new WeakMap<FlavourFacts, { value: T }>();
  return (flavour) => {
    const found = known.get(flavour) ?? { value: read(flavour) };
    known.set(flavour, found);
    return found.value;
  };
}
