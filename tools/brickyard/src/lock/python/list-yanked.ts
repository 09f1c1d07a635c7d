import type { Problem } from '../../errors';
import { readRequirementLines } from '../../requirements/parse-requirements';
import type { Requirement } from '../../requirements/requirement';
import { fullPath } from '../kind/lock';
import type { PythonLock } from './python-lock';

/** How uv says that a version's authors took it back. */
const YANKED =
  /warning: `([^`=\s]+)==([^`\s]+)` is yanked(?: \(reason: "(.*)"\))?/;

/**
 * Locked versions that their authors took back, as uv's output names them, by the
 * line that asks for each. One that no line pins is told of the lock itself.
 * https://peps.python.org/pep-0592/
 */
export function listYanked(
  locks: readonly PythonLock[],
  printed: readonly string[],
): Problem[] {
  const found = new Map<string, Problem>();
  for (const text of printed) {
    const [, name, version = '', reason] = YANKED.exec(text) ?? [];
    if (name === undefined) continue;
    const why = reason ? `: "${reason}"` : ', without a reason';
    const message = `${name}==${version} was taken back by its authors${why}; it is locked anyway, until a line asks for another version`;
    found.set(name, { place: findPlace(name, locks), message });
  }
  return [...found.values()];
}

function findPlace(
  name: string,
  locks: readonly PythonLock[],
): Problem['place'] {
  const owners = locks.flatMap(({ flavour, files, ancestors }) => [
    { flavour, files },
    ...ancestors,
  ]);
  const places = owners.flatMap(({ flavour, files }) =>
    files.flatMap(({ path, text }) =>
      readRequirementLines(text, `${flavour.path}/${path}`).requirements.filter(
        (each) => isPin(each, name),
      ),
    ),
  );
  const [first] = locks;
  return places[0]?.place ?? { file: first ? fullPath(first) : '' };
}

function isPin(requirement: Requirement, name: string): boolean {
  return (
    requirement.kind === 'package' &&
    requirement.name === name &&
    requirement.specifiers.some(({ operator }) => operator.startsWith('=='))
  );
}
