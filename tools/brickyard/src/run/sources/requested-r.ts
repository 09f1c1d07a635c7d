import type { Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { ImageTest } from '../../image-tests/image-test';
import { readRLists } from '../../requirements/r/read-r-lists';
import { openFolder } from './open-flavour';

/** A test for each package that the R lists of these flavours ask for; images below come first. */
export function listRTests(
  flavours: readonly Flavour[],
  problems: Problem[],
): ImageTest[] {
  const tests = new Map<string, ImageTest>();
  for (const flavour of flavours) {
    const lists = readRLists(openFolder(flavour));
    problems.push(...lists.problems);
    for (const { name, version, place } of lists.packages) {
      const versionFrom = `${place.file}:${place.line}`;
      const exact = version === undefined ? {} : { version, versionFrom };
      const check = { type: 'r-package', package: name, ...exact } as const;
      tests.set(name, { name, check, place });
    }
  }
  return [...tests.values()];
}
