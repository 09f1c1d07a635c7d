import { BrickyardError } from '../../errors';
import type { ReleaseFacts } from './release-facts';

/** What one file or page says. */
export interface NamedFacts {
  /** What a user calls it. */
  shown: string;
  facts: ReleaseFacts;
}

/**
 * What several files say of one release, such as a list of Python's packages and
 * one of R's. Throws PACKAGE_LIST_INVALID when two of them differ in a fact.
 */
export function mergeReleases(all: readonly NamedFacts[]): ReleaseFacts {
  const known = new Map<string, { value: string; shown: string }>();
  for (const { shown, facts } of all) {
    for (const [name, value] of listFacts(facts)) {
      const before = known.get(name);
      if (before !== undefined && before.value !== value) {
        throw new BrickyardError(
          'PACKAGE_LIST_INVALID',
          `${shown}: ${name} is ${value}, and ${before.value} in ${before.shown}`,
          { hint: 'name files of one release in --from' },
        );
      }
      known.set(name, { value, shown });
    }
  }
  const packages = new Map(all.flatMap(({ facts }) => [...facts.packages]));
  return Object.assign({}, ...all.map(({ facts }) => facts), {
    packages,
  }) as ReleaseFacts;
}

function listFacts({ packages, ...facts }: ReleaseFacts): [string, string][] {
  const system = Object.entries(facts).filter(
    ([, value]) => value !== undefined,
  );
  return [...system, ...packages];
}
