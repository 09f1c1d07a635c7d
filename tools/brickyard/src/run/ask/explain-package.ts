import type { Place } from '../../errors';
import {
  checkFlavourNames,
  listFlavourNames,
} from '../../workspace/check-flavour-names';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import type { AskServices } from '../shell/with-ask-services';
import { keyOf } from './hold-packages';
import type { Content, ImageContents } from './image-contents';
import { openBelow } from './list-below';
import { isNamed, listMatches } from './match-packages';
import { findLowestBase, findUnlisted } from './origin';
import type { Hold, OwnPackage } from './own-package';
import type { AskedEcosystem, PackageQuery } from './parse-query';
import type { Ignored } from './read-built';
import {
  type ContentsRequest,
  type ReadPackages,
  readPackages,
} from './read-packages';
import { type SuggestedName, suggestPackages } from './suggest-packages';

export interface WhyRequest extends Omit<ContentsRequest, 'flavours'> {
  flavour: string;
  query: PackageQuery;
}

/** Why one image has a package. */
export interface Explanation {
  ecosystem: AskedEcosystem;
  environment: string | null;
  name: string;
  version: string | null;
  runtime: string;
  /** What says so: a lock, a list, a record of who looked into the image. */
  source: string;
  /** In a stage of the build, or a library's build, and in no image. */
  isBuildOnly: boolean;
  /** Lines of lists that lead to it; the first name is the line's own, each needs the next. */
  broughtBy: { place: Place; text: string; names: readonly string[] }[];
  /** The list that it is for, where no line names it and the lock does not say what needs it. */
  forList: string | null;
  heldBackBy: Hold[];
  /** Packages that need it, whose own bounds no lock keeps. */
  neededBy: string[];
  /** Images below that have it, nearest first. */
  below: { flavour: string; version: string | null }[];
  /** Where no list and no lock names it. */
  unlisted: { folder: string; base: string | null } | null;
}

export interface WhyResult {
  flavour: string;
  /** As it was asked for. */
  name: string;
  /** Of each line of the flavour that was asked for, in its order. */
  runtimes: string[];
  explanations: Explanation[];
  /** Other flavours that have a package of that name. */
  elsewhere: string[];
  suggestions: SuggestedName[];
  /** Its files are for other images to copy, and it has no packages of its own. */
  isLibrary: boolean;
  /** The image from elsewhere that it rests on; null for a library on nothing. */
  base: string | null;
  ignored: Ignored[];
  missingBases: readonly string[];
  staleLocks: StaleLock[];
}

/** What brings a package into the images of a flavour, and what holds it back. */
export async function explainPackage(
  { flavour, query, ...request }: WhyRequest,
  services: AskServices,
): Promise<{ result: WhyResult; read: ReadPackages }> {
  const { workspace, runtimes } = request;
  checkFlavourNames([flavour], listFlavourNames(workspace));
  const asked = { ...request, flavours: [flavour] };
  const read = await readPackages(asked, services);
  const { contents, ignored, missingBases, listLocks } = read;
  const own = contents.filter(({ image }) => image.flavour.name === flavour);
  const belowOf = openBelow(contents, workspace.options.localNamespace);
  const explanations = own.flatMap((of) =>
    explainIn(of, query, belowOf(of.image)),
  );
  const isFound = explanations.length > 0;
  // All of the others are read only to say who has it.
  const others = isFound
    ? []
    : (await readPackages({ workspace, runtimes }, quiet(services))).contents;
  const [first] = own;
  const images = own.map(({ image }) => image);
  const result: WhyResult = {
    ...{ flavour, name: query.name },
    runtimes: images.map(({ runtime }) => runtime.name),
    explanations,
    elsewhere: listElsewhere(others, query),
    suggestions: isFound ? [] : suggestPackages(own, query),
    isLibrary: first?.image.use.fromScratch ?? false,
    base: first
      ? findLowestBase(first.image, belowOf(first.image)) || null
      : null,
    ...{ ignored, missingBases },
    staleLocks: findStaleLocks({ images, listLocks }),
  };
  return { result, read };
}

/** What is wrong with other flavours is no matter here. */
function quiet(services: AskServices): AskServices {
  return { ...services, warn: () => undefined };
}

function explainIn(
  of: ImageContents,
  query: PackageQuery,
  below: readonly ImageContents[],
): Explanation[] {
  const inImage = listMatches(of, query).map(({ content }) => content);
  const inBuild = of.buildOnly.filter((each) => isNamed(each, query));
  return [...inImage, ...inBuild].map((content) => explain(content, of, below));
}

function explain(
  content: Content,
  { image, seen }: ImageContents,
  below: readonly ImageContents[],
): Explanation {
  const { ecosystem, environment, name, version = null } = content;
  const { holding, seenIn } = content;
  const own = holding?.package;
  const chains = own?.listChains() ?? [];
  const broughtBy = chains.map(({ line, names }) => ({ ...line, names }));
  const needing = chains.flatMap(({ names }) => names.at(-2) ?? []);
  const isBuildOnly = own?.isBuildOnly ?? false;
  return {
    ...{ ecosystem: ecosystem as AskedEcosystem, environment, name, version },
    runtime: image.runtime.name,
    source: (isBuildOnly ? undefined : seen) ?? seenIn ?? findSource(own),
    ...{ isBuildOnly, broughtBy },
    forList: chains.length === 0 ? (own?.list ?? null) : null,
    heldBackBy: own?.listHolds() ?? [],
    neededBy: [...new Set(needing)].sort(),
    below: isBuildOnly ? [] : listBelow(content, below),
    unlisted: own === undefined ? findUnlisted(image, below) : null,
  };
}

function listBelow(
  content: Content,
  below: readonly ImageContents[],
): Explanation['below'] {
  return below.flatMap(({ image, packages }) => {
    const found = packages.get(keyOf(content));
    if (found === undefined) return [];
    const { version = null } = found;
    return [{ flavour: image.flavour.name, version }];
  });
}

function listElsewhere(
  contents: readonly ImageContents[],
  query: PackageQuery,
): string[] {
  const having = contents.filter((of) => listMatches(of, query).length > 0);
  return [...new Set(having.map(({ image }) => image.flavour.name))].sort();
}

function findSource(own: OwnPackage | undefined): string {
  return own?.lock ?? own?.lines[0]?.place.file ?? '';
}
