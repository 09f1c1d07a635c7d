import { join } from 'node:path';

import { type Problem } from '../../errors';
import { findTextFile } from '../../files/read-file';
import type { Flavour } from '../../flavour/flavour';
import type { ImageTest } from '../../image-tests/image-test';
import { listPins } from '../../lock/python/list-pins';
import { lockPath } from '../../lock/python/python-paths';
import { evaluateMarker } from '../../requirements/evaluate-marker';
import { normalizeName } from '../../requirements/normalize-name';
import { mainRequirements } from '../../requirements/package-lists';
import type { Requirement } from '../../requirements/requirement';
import type { Runtime } from '../../runtime/schema';
import { readPythonLists } from '../sources/read-requirements';

interface Version {
  version: string;
  /** `packages/python/locks/17.3-LTS.txt` */
  versionFrom: string;
}

/** A Python package that someone asked for by name. */
type Named = Extract<Requirement, { kind: 'package' | 'location' }>;

/**
 * A test for each package that the `requirements.txt` of these flavours ask
 * for, in the version that the line's lock has. Images below come first.
 */
export function listPythonTests(
  flavours: readonly Flavour[],
  runtime: Runtime,
  problems: Problem[],
): ImageTest[] {
  const tests = new Map<string, ImageTest>();
  const locked = new Map<string, Version>();
  for (const flavour of flavours) {
    const lock = readLocked(flavour, runtime);
    for (const [name, version] of lock) locked.set(name, version);
    const lists = readPythonLists(flavour);
    problems.push(...lists.problems);
    // Tests run in the environment of notebooks, and see no other.
    for (const requirement of lists.main.requirements) {
      if (!isAskedFor(requirement, runtime)) continue;
      const name = normalizeName(requirement.name ?? '');
      const version = locked.get(name) ?? exactVersion(requirement);
      const check = {
        type: 'python-package',
        package: name,
        ...version,
      } as const;
      tests.set(name, { name, check, place: requirement.place });
    }
  }
  return [...tests.values()];
}

/** Packages by name, as a lock has them; those that come from a URL have no version there. */
function readLocked(
  { folder, path }: Flavour,
  runtime: Runtime,
): Map<string, Version> {
  const file = lockPath(runtime.name, mainRequirements);
  const versionFrom = `${path}/${file}`;
  const request = { name: versionFrom, code: 'FLAVOUR_INVALID' } as const;
  const pins = listPins(findTextFile(join(folder, file), request) ?? '');
  return new Map(
    pins
      .filter(({ isUrl }) => !isUrl)
      .map(({ name, version }) => [
        normalizeName(name),
        { version, versionFrom },
      ]),
  );
}

function isAskedFor(
  requirement: Requirement,
  { python }: Runtime,
): requirement is Named {
  if (requirement.kind !== 'package' && requirement.kind !== 'location')
    return false;
  const { name, marker } = requirement;
  if (name === undefined) return false;
  return (
    marker === undefined || evaluateMarker(marker, python.version) !== false
  );
}

/** The version after `==`, used without a lock. `2.1.*` is not a version. */
function exactVersion(requirement: Named): Version | undefined {
  if (requirement.kind !== 'package') return undefined;
  const { specifiers, place } = requirement;
  const exact = specifiers.find(({ operator }) => operator === '==');
  if (exact === undefined || exact.version.endsWith('*')) return undefined;
  return {
    version: exact.version,
    versionFrom: `${place.file}:${place.line}`,
  };
}
