import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isBrickyardError, type Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { ImageTest } from '../../image-tests/image-test';
import { parseRPackages } from '../../requirements/parse-r-packages';
import type { RPackageRequest } from '../../requirements/r-package';
import { isList } from './check-r-packages';

/** A test for each package that the R lists of these flavours ask for; images below come first. */
export function listRTests(
  flavours: readonly Flavour[],
  problems: Problem[],
): ImageTest[] {
  const tests = new Map<string, ImageTest>();
  for (const { name, version, place } of flavours.flatMap((flavour) =>
    readLists(flavour, problems),
  )) {
    const versionFrom = `${place.file}:${place.line}`;
    const exact = version === undefined ? {} : { version, versionFrom };
    const check = { type: 'r-package', package: name, ...exact } as const;
    tests.set(name, { name, check, place });
  }
  return [...tests.values()];
}

/** What the R lists of one flavour ask for. */
export function readLists(
  { folder, path }: Pick<Flavour, 'folder' | 'path'>,
  problems: Problem[],
): RPackageRequest[] {
  const names = readdirSync(folder).filter((name) =>
    name.endsWith('_packages.sh'),
  );
  return names.sort().flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    if (!isList(name, text)) return [];
    try {
      return parseRPackages(text, `${path}/${name}`);
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
}
