import { isBrickyardError, renderPlace } from '../../errors';
import { evaluateMarker } from '../../requirements/evaluate-marker';
import {
  findExcludedPins,
  type RuntimePins,
} from '../../requirements/find-excluded-pins';
import { normalizeName } from '../../requirements/normalize-name';
import { parseRequirements } from '../../requirements/parse-requirements';
import type {
  PackageRequirement,
  Requirement,
} from '../../requirements/requirement';
import { listPins } from './list-pins';
import { constraintsOf, describeResolver } from './lock-inputs';
import type { PythonLock } from './python-lock';
import { isMain } from './python-paths';

type Pins = Readonly<Record<string, string>>;

/**
 * What a stale lock no longer agrees with, as far as the packages in it show:
 * `packages/geo/requirements.txt:3`, `the lock of python`. Nothing where they
 * agree with everything, as after an edit that leaves the same packages.
 */
export function listMovedInputs(lock: PythonLock, text: string): string[] {
  const pins = pinsIn(text);
  const { line, requirements, ancestors, parentText = '' } = lock;
  const moved = [
    ...findMovedRequirements(lock, text, pins),
    ...findMovedFiles(lock, text),
  ];
  if (!text.slice(0, 1000).includes(describeResolver(line)))
    moved.push(`the Python of ${line.name}`);
  if (!isMain(requirements)) return moved;
  if (isAnyOther(pinsIn(constraintsOf(line).text), pins))
    moved.push(`the pins of ${line.name}`);
  const [parent] = ancestors;
  if (parent && isAnyOther(pinsIn(parentText), pins))
    moved.push(`the lock of ${parent.flavour.name}`);
  return moved;
}

function pinsIn(text: string): Pins {
  return Object.fromEntries(
    listPins(text).map(({ name, version }) => [normalizeName(name), version]),
  );
}

/** Files whose content is no longer what the lock has. Of a folder, not every one is taken. */
function findMovedFiles(
  { flavour, local: { references, files } }: PythonLock,
  text: string,
): string[] {
  return references
    .filter(({ kind }) => kind === 'package')
    .flatMap(({ path }) => files.filter((file) => file.path === path))
    .filter(({ digest }) => !text.includes(digest))
    .map(({ path }) => `${flavour.path}/${path}`);
}

/** Not every pin of a runtime is installed, so a missing one says nothing. */
function isAnyOther(wanted: Pins, pins: Pins): boolean {
  return Object.entries(wanted).some(
    ([name, version]) => (pins[name] ?? version) !== version,
  );
}

function findMovedRequirements(
  lock: PythonLock,
  text: string,
  pins: Pins,
): string[] {
  const { flavour, requirements, line } = lock;
  const own = `${flavour.path}/${requirements}`;
  const asked = listAsked(lock);
  if (asked === undefined) return [own];
  const wanted = asked.filter(({ marker }) => {
    return marker === undefined || evaluateMarker(marker, line.python.version);
  });
  const locked: RuntimePins = {
    runtime: line.name,
    python: line.python.version,
    ...{ notebook: pins, tools: {} },
  };
  const places = [
    ...wanted.filter(({ name }) => !(name in pins)),
    ...findExcludedPins(wanted, [locked]),
  ].map(({ place }) => renderPlace(place));
  if (places.length > 0) return [...new Set(places)];
  const names = new Set(asked.map(({ name }) => name));
  const isGone = listDirect(text).some((name) => !names.has(name));
  return isGone ? [own] : [];
}

/** Of the flavour's own files; `undefined` where one cannot be read as a list. */
function listAsked({
  flavour,
  files,
}: PythonLock): PackageRequirement[] | undefined {
  try {
    return files
      .flatMap(({ path, text }) =>
        parseRequirements(text, `${flavour.path}/${path}`),
      )
      .flatMap(toNamed);
  } catch (error) {
    if (isBrickyardError(error)) return undefined;
    throw error;
  }
}

/** A file tells its package, and allows no other version. */
function toNamed(requirement: Requirement): PackageRequirement[] {
  if (requirement.kind === 'package') return [requirement];
  if (requirement.kind !== 'location' || requirement.name === undefined)
    return [];
  const { name, extras, hashes, marker, place } = requirement;
  return [
    {
      ...{ kind: 'package', name, extras, specifiers: [], hashes, place },
      ...(marker !== undefined && { marker }),
    },
  ];
}

/** What a file of the flavour asked for: uv says so below each package. */
function listDirect(text: string): string[] {
  return text
    .split(/^(?=[a-z0-9])/im)
    .filter((entry) => /^ +#.* -r (?!packages\/)/m.test(entry))
    .flatMap((entry) => listPins(entry))
    .map(({ name }) => normalizeName(name));
}
