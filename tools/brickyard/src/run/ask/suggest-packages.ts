import { listNearNames, listSlips } from '../../lock/python/near-names';
import type { ImageContents } from './image-contents';
import type { AskedEcosystem, PackageQuery } from './parse-query';

/** A name that images have, and that may have been meant. */
export interface SuggestedName {
  ecosystem: AskedEcosystem;
  name: string;
}

/** One of each ecosystem: of Python also by what a package is imported as. */
export function suggestPackages(
  contents: readonly ImageContents[],
  { name, tests }: PackageQuery,
): SuggestedName[] {
  return [...tests.keys()].flatMap((ecosystem) => {
    const known = new Set(
      contents.flatMap(({ packages }) =>
        [...packages.values()]
          .filter((each) => each.ecosystem === ecosystem)
          .map((each) => each.name),
      ),
    );
    const likely = findNear(name, ecosystem, [...known]);
    return likely === undefined ? [] : [{ ecosystem, name: likely }];
  });
}

function findNear(
  name: string,
  ecosystem: AskedEcosystem,
  known: readonly string[],
): string | undefined {
  if (ecosystem !== 'python') return listSlips(name, known)[0];
  return listNearNames(name, known).likely.find((each) => known.includes(each));
}
