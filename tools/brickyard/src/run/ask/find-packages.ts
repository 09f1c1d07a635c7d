import { listNearNames } from '../../lock/python/near-names';
import { findLikely } from '../../hint-names';
import { normalizeName } from '../../requirements/normalize-name';
import { listAncestors } from '../names/list-ancestors';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import type { Content, ImageContents } from './image-contents';
import { findOrigin, type Origin } from './origin';
import {
  type AskedEcosystem,
  askedEcosystems,
  explainVersions,
  type PackageQuery,
} from './parse-query';
import type { Ignored } from './read-built';
import {
  type AskServices,
  type ContentsRequest,
  readContents,
  type ReadContents,
} from './read-contents';

export interface FindRequest extends ContentsRequest {
  query: PackageQuery;
}

/** A package that one image has. */
export interface FoundPackage {
  ecosystem: AskedEcosystem;
  environment: string | null;
  name: string;
  /** null where a list asks for it and nothing says which version that gives. */
  version: string | null;
  flavour: string;
  runtime: string;
  origin: Origin;
  /** What says so: `packages/geo/locks/17.3-LTS.txt`, `dist/…/inventory.json`, a list. */
  source: string;
  /** Whether somebody looked into the image. */
  isSeen: boolean;
}

/** A library, or a stage of a build, that has it while something is built. */
export interface BuildUse {
  ecosystem: AskedEcosystem;
  name: string;
  version: string | null;
  flavour: string;
  runtime: string;
}

export interface FindResult {
  /** As it was asked for. */
  query: { text: string; name: string; versions: string };
  /** Sorted by ecosystem, environment, flavour and line. */
  found: FoundPackage[];
  /** The same package in versions that were not asked for, or that nothing tells. */
  others: FoundPackage[];
  builds: BuildUse[];
  /** How many images were looked at, and of how many somebody had looked inside. */
  images: { asked: number; seen: number };
  /** Names that may have been meant. */
  suggestions: { ecosystem: AskedEcosystem; name: string }[];
  /** What the words mean nothing in, where the package is there. */
  faults: { ecosystem: AskedEcosystem; message: string }[];
  ignored: Ignored[];
  missingBases: readonly string[];
  staleLocks: StaleLock[];
}

/** Which images have a package, in which version and through what. */
export async function findPackages(
  request: FindRequest,
  services: AskServices,
): Promise<{ result: FindResult; read: ReadContents }> {
  const read = await readContents(request, services);
  const { query, workspace } = request;
  const { contents, ignored, missingBases, listLocks } = read;
  const matches = contents.flatMap((each) => listMatches(each, query));
  const open = openRow(contents, workspace.options.localNamespace);
  const fits = ({ content }: Match) => isFitting(content, query);
  const rows = (wanted: readonly Match[]) => wanted.map(open).sort(byPlace);
  const found = rows(matches.filter(fits));
  const listed = new Set(
    matches.filter(({ of }) => of.seen === undefined).map(({ of }) => of.image),
  );
  const result: FindResult = {
    query: { text: query.text, name: query.name, versions: query.versions },
    found,
    others: rows(matches.filter((match) => !fits(match))),
    builds: contents.flatMap((each) => listBuilds(each, query)),
    images: {
      asked: contents.filter(isImage).length,
      seen: contents.filter(({ seen }) => seen !== undefined).length,
    },
    suggestions: matches.length > 0 ? [] : suggest(contents, query),
    faults: listFaults(matches, query),
    ignored: [...ignored],
    missingBases,
    staleLocks: findStaleLocks({ images: [...listed], listLocks }),
  };
  return { result, read };
}

interface Match {
  content: Content;
  of: ImageContents;
}

/** A library is in no cluster. */
function isImage({ image }: ImageContents): boolean {
  return !image.use.fromScratch;
}

function listMatches(of: ImageContents, query: PackageQuery): Match[] {
  return [...of.packages.values()]
    .filter((content) => isNamed(content, query))
    .map((content) => ({ content, of }));
}

function isNamed(
  { ecosystem, name }: Pick<Content, 'ecosystem' | 'name'>,
  { name: asked, tests }: PackageQuery,
): boolean {
  if (!tests.has(ecosystem as AskedEcosystem)) return false;
  switch (ecosystem) {
    case 'python':
      return normalizeName(name) === normalizeName(asked);
    case 'apt':
      return withoutArchitecture(name) === withoutArchitecture(asked);
    case 'jar':
      // `org.example:core`, or `core` whoever made it.
      return name === asked || name.split(':').at(-1) === asked;
    default:
      return name === asked;
  }
}

/** `libgomp1:amd64` */
function withoutArchitecture(name: string): string {
  return name.replace(/:[a-z0-9]+$/, '');
}

function isFitting(
  { ecosystem, version }: Content,
  { tests, versions }: PackageQuery,
): boolean {
  const test = tests.get(ecosystem as AskedEcosystem);
  if (versions === '') return true;
  return (
    test !== undefined &&
    'fits' in test &&
    version !== undefined &&
    test.fits(version)
  );
}

function openRow(contents: readonly ImageContents[], localNamespace: string) {
  const byId = new Map(contents.map((each) => [each.image.id, each]));
  const images = contents.map(({ image }) => image);
  return ({ content, of }: Match): FoundPackage => {
    const { image, seen } = of;
    const { ecosystem, environment, name, version, holding } = content;
    const below = listAncestors(image, images, localNamespace).flatMap(
      ({ id }) => byId.get(id) ?? [],
    );
    const origin = findOrigin(content, of, below);
    const own = holding?.package;
    return {
      ...{ ecosystem: ecosystem as AskedEcosystem, environment, name },
      version: version ?? null,
      ...{ flavour: image.flavour.name, runtime: image.runtime.name },
      origin,
      source: seen ?? own?.lock ?? own?.lines[0]?.place.file ?? '',
      isSeen: seen !== undefined,
    };
  };
}

function listBuilds(
  { image, buildOnly }: ImageContents,
  query: PackageQuery,
): BuildUse[] {
  return buildOnly
    .filter((content) => isNamed(content, query) && isFitting(content, query))
    .map(({ ecosystem, name, version }) => ({
      ...{ ecosystem: ecosystem as AskedEcosystem, name },
      version: version ?? null,
      ...{ flavour: image.flavour.name, runtime: image.runtime.name },
    }));
}

function byPlace(a: FoundPackage, b: FoundPackage): number {
  const [left, right] = [a, b].map(({ ecosystem, environment, flavour }) => [
    String(askedEcosystems.indexOf(ecosystem)),
    // The environment of notebooks comes first.
    environment?.endsWith('/python3') ? '' : (environment ?? ''),
    flavour,
  ]);
  const at = (left ?? []).findIndex((text, index) => text !== right?.[index]);
  if (at < 0) return 0;
  return (left?.[at] ?? '') < (right?.[at] ?? '') ? -1 : 1;
}

function listFaults(
  matches: readonly Match[],
  { text, tests }: PackageQuery,
): FindResult['faults'] {
  const there = new Set(matches.map(({ content }) => content.ecosystem));
  return [...tests].flatMap(([ecosystem, test]) =>
    'fault' in test && there.has(ecosystem)
      ? [{ ecosystem, message: explainVersions(text, test.fault) }]
      : [],
  );
}

/** Names that images have: of Python also by what a package is imported as. */
function suggest(
  contents: readonly ImageContents[],
  { name, tests }: PackageQuery,
): FindResult['suggestions'] {
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

export function findNear(
  name: string,
  ecosystem: string,
  known: readonly string[],
): string | undefined {
  if (ecosystem !== 'python') return findLikely(name, known);
  const { likely } = listNearNames(name, known);
  return likely.find((each) => known.includes(each));
}
