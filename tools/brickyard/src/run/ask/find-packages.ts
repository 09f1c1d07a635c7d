import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import type { AskServices } from '../shell/with-ask-services';
import type { ImageContents } from './image-contents';
import { openBelow } from './list-below';
import { isFitting, isNamed, listMatches, type Match } from './match-packages';
import { findOrigin, type Origin } from './origin';
import {
  type AskedEcosystem,
  askedEcosystems,
  explainVersions,
  type PackageQuery,
} from './parse-query';
import type { Ignored } from './read-built';
import {
  type ContentsRequest,
  type ReadPackages,
  readPackages,
} from './read-packages';
import { type SuggestedName, suggestPackages } from './suggest-packages';

export interface FindPackagesRequest extends ContentsRequest {
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
  suggestions: SuggestedName[];
  /** What the words mean nothing in, where the package is there. */
  faults: { ecosystem: AskedEcosystem; message: string }[];
  /** Whether SBOMs in the registry were read, too. */
  isPublished: boolean;
  ignored: Ignored[];
  missingBases: readonly string[];
  staleLocks: StaleLock[];
}

/** Which images have a package, in which version and through what. */
export async function findPackages(
  request: FindPackagesRequest,
  services: AskServices,
): Promise<{ result: FindResult; read: ReadPackages }> {
  const read = await readPackages(request, services);
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
    suggestions: matches.length > 0 ? [] : await suggestNear(request, services),
    faults: listFaults(matches, query),
    isPublished: request.isPublished ?? false,
    ...{ ignored, missingBases },
    staleLocks: findStaleLocks({ images: [...listed], listLocks }),
  };
  return { result, read };
}

/** Only where nothing was found is every name of every image read. */
async function suggestNear(
  { query, ...request }: FindPackagesRequest,
  services: AskServices,
): Promise<SuggestedName[]> {
  const told = { ...services, warn: () => undefined };
  const { contents } = await readPackages(request, told);
  return suggestPackages(contents, query);
}

/** A library is in no cluster. */
function isImage({ image }: ImageContents): boolean {
  return !image.use.fromScratch;
}

function openRow(contents: readonly ImageContents[], localNamespace: string) {
  const belowOf = openBelow(contents, localNamespace);
  return ({ content, of }: Match): FoundPackage => {
    const { image, seen } = of;
    const { ecosystem, environment, name, version, holding, seenIn } = content;
    const origin = findOrigin(content, of, belowOf(image));
    const own = holding?.package;
    return {
      ...{ ecosystem: ecosystem as AskedEcosystem, environment, name },
      version: version ?? null,
      ...{ flavour: image.flavour.name, runtime: image.runtime.name },
      origin,
      source: seen ?? seenIn ?? own?.lock ?? own?.lines[0]?.place.file ?? '',
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
