import { posix } from 'node:path';

import { isBrickyardError } from '../../errors';
import { evaluateMarker } from '../../requirements/evaluate-marker';
import { GrammarFault } from '../../requirements/grammar/text-scanner';
import { readRequirementLines } from '../../requirements/parse-requirements';
import type {
  Requirement,
  RequirementPlace,
  VersionSpecifier,
} from '../../requirements/requirement';
import type { RequirementFile } from './python-lock';

/** A line of a list that names a package. */
export interface RequestLine {
  /** Normalised. */
  name: string;
  place: RequirementPlace;
  /** As far as it says one: `pandas>=2,<3`. */
  text: string;
  specifiers: readonly VersionSpecifier[];
  /** Of a file that is named with `-c`: it installs nothing. */
  isConstraint: boolean;
}

/**
 * What these files ask for on a line with this Python (`3.12`). `folder` is the
 * flavour's: `packages/geo`. Lines that cannot be read are left out; lint tells them.
 */
export function listRequestLines(
  files: readonly RequirementFile[],
  folder: string,
  python: string,
): RequestLine[] {
  const read = files.map(({ path, text }) => {
    const { requirements } = readRequirementLines(text, `${folder}/${path}`);
    return { path, requirements };
  });
  const constraints = listConstraints(read);
  return read.flatMap(({ path, requirements }) =>
    requirements
      .filter((each) => isWanted(each, python))
      .flatMap((each) => toLine(each, constraints.has(path))),
  );
}

interface ReadFile {
  path: string;
  requirements: readonly Requirement[];
}

/** Files that only `-c` leads to; the first one is the list itself. */
function listConstraints(files: readonly ReadFile[]): Set<string> {
  const wanted = new Set<string>();
  const visit = (file: ReadFile | undefined): void => {
    if (file === undefined || wanted.has(file.path)) return;
    wanted.add(file.path);
    for (const each of file.requirements) {
      if (each.kind !== 'requirements') continue;
      const path = posix.join(posix.dirname(file.path), each.path);
      visit(files.find((other) => other.path === path));
    }
  };
  visit(files[0]);
  const paths = files.map(({ path }) => path);
  return new Set(paths.filter((path) => !wanted.has(path)));
}

function toLine(
  requirement: Requirement,
  isConstraint: boolean,
): RequestLine[] {
  if (requirement.kind === 'package') {
    const { name, place, specifiers, url } = requirement;
    const versions = specifiers
      .map(({ operator, version }) => operator + version)
      .join(',');
    const text = url === undefined ? name + versions : `${name} @ ${url}`;
    return [{ name, place, text, specifiers, isConstraint }];
  }
  if (requirement.kind !== 'location' || requirement.name === undefined)
    return [];
  const { name, place, location: text } = requirement;
  return [{ name, place, text, specifiers: [], isConstraint }];
}

/** What is not known of a marker counts as wanted. */
function isWanted(requirement: Requirement, python: string): boolean {
  const marker = 'marker' in requirement ? requirement.marker : undefined;
  if (marker === undefined) return true;
  try {
    return evaluateMarker(marker, python) !== false;
  } catch (error) {
    if (error instanceof GrammarFault || isBrickyardError(error)) return true;
    throw error;
  }
}
