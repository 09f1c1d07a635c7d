import { isSteadyFolder } from '../../dockerfile/list-layer-inputs';
import type { Package, PackageGroup } from '../../ecosystems/package';
import { python } from '../../ecosystems/python/python';
import { r } from '../../ecosystems/r/r';
import { isBrickyardError } from '../../errors';
import type { Reason } from '../../key/key-part';
import type { KeyedImage } from '../../plan/key-images';
import { normalizeName } from '../../requirements/normalize-name';
import type { Contents } from '../../versioning/contents';
import { diffInventories } from '../../versioning/diff-inventories';
import type { GroupDiff } from '../../versioning/inventory-diff';
import { alignLayers } from './align-layers';
import {
  fewestBytes,
  findAptChange,
  type LastImageQuestion,
} from './find-apt-change';
import type { ChangedPackages } from './judge-layers';
import { packageLayers, placePackage } from './place-package';
import { readLastInstalled } from './read-last-installed';
import {
  listLockFiles,
  type LockedPackages,
  makeGroups,
  readLockedPackages,
} from './read-locked-packages';

/** Packages of R are installed there, and those of the distribution elsewhere. */
const rLibrary = '/usr/local/lib/R/site-library';

export interface PackagesQuestion extends LastImageQuestion {
  /** Which inputs differ from those of the last image. */
  reasons: readonly Reason[];
}

export interface FoundPackages extends ChangedPackages {
  /** Names of new packages whose sizes nobody knows. */
  uncounted: string[];
}

/**
 * In which layers packages come, go or move, by what was in the last image, as this
 * machine has recorded it, and by the locks of now. The layer of a new package
 * follows from its size, which no lock has: it is taken for a small one, and named.
 */
export function findChangedPackages(question: PackagesQuestion): FoundPackages {
  const lists = new Set(listLockFiles(question.image));
  const found = unlessDamaged(() => findChanges(question));
  const apt = unlessDamaged(() => findAptChange(question));
  return {
    lists,
    layers: found?.layers,
    isAptSteady: apt?.isSteady,
    uncounted: [...(found?.uncounted ?? []), ...(apt?.added ?? [])],
  };
}

/** A record may be damaged, and a list such that a build will complain of it. */
function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return undefined;
  }
}

type PackageChanges = Pick<FoundPackages, 'layers' | 'uncounted'>;

function findChanges(question: PackagesQuestion): PackageChanges | undefined {
  const before = readBefore(question);
  const now = readLockedPackages(question.image);
  const belowNow = listBelowNow(question);
  if (!before || !now || !belowNow || isSettling(question, now))
    return undefined;
  const was = subtract(before.own, before.below);
  const is = subtract(now.groups, belowNow);
  const { groups } = diffInventories(contentsOf(was), contentsOf(is));
  const sizes = openSizes([...before.own, ...before.below]);
  const isKept = openKept(question);
  return placeChanges(groups, { ...now, sizes, isKept });
}

/**
 * Whether R packages that had a layer of their own, since they were added, may now
 * come with all others.
 */
function isSettling(
  { last, instructions }: PackagesQuestion,
  now: LockedPackages,
): boolean {
  const own = alignLayers(last.layers, instructions)?.own ?? [];
  const at = own.findLastIndex(({ inputs }) => isSteadyFolder(inputs.taken));
  const isCopied = ({ inputs }: (typeof own)[number]) =>
    inputs.taken !== undefined;
  const added = at === -1 ? undefined : own.slice(at + 1).find(isCopied)?.layer;
  const found = now.groups.find(({ ecosystem }) => ecosystem === r.name);
  const names = (found?.packages ?? []).map(({ name }) => name);
  return (
    added !== undefined &&
    added.size > fewestBytes &&
    names.length > 0 &&
    names.every((name) => now.isSteady(r.name, name))
  );
}

type Sizes = (ecosystem: string, name: string) => number | undefined;

interface PlaceFacts extends Pick<LockedPackages, 'pins' | 'isSteady'> {
  sizes: Sizes;
  /** No lock names it, and it stays. */
  isKept: (name: string) => boolean;
}

function placeChanges(
  groups: readonly GroupDiff[],
  facts: PlaceFacts,
): PackageChanges {
  const { sizes, isSteady, isKept } = facts;
  const layers = { steady: new Set<number>(), others: new Set<number>() };
  const uncounted: string[] = [];
  for (const { ecosystem, added, removed, changed } of groups) {
    const numberOf = (name: string) => placeNamed({ ecosystem, name }, facts);
    for (const { name } of [...added, ...changed]) {
      if (sizes(ecosystem, name) === undefined) uncounted.push(name);
      const own = isSteady(ecosystem, name) ? layers.steady : layers.others;
      own.add(numberOf(name));
    }
    // No lock says any more which stage has installed what is gone.
    for (const { name } of removed.filter(({ name }) => !isKept(name)))
      for (const each of [layers.steady, layers.others])
        each.add(numberOf(name));
  }
  return { layers, uncounted };
}

function placeNamed(
  { ecosystem, name }: { ecosystem: string; name: string },
  { sizes, pins }: PlaceFacts,
): number {
  const size = sizes(ecosystem, name);
  const isPinned = pins.has(normalizeName(name));
  return size === undefined
    ? packageLayers
    : placePackage({ ecosystem, name, size, isPinned });
}

/** A library of this workspace is in no lock; its package has its name. */
function openKept({ image, images, reasons }: PackagesQuestion) {
  const libraries = image.parents.filter(({ id }) =>
    images.some((each) => each.id === id && each.use.fromScratch),
  );
  const kept = libraries
    .map(({ flavour }) => flavour)
    .filter((name) => reasons.every(({ part }) => part !== `parent:${name}`));
  const names = new Set(kept.map(normalizeName));
  return (name: string) => names.has(normalizeName(name));
}

interface Before {
  own: PackageGroup[];
  /** Of the images below, as they were then. */
  below: PackageGroup[];
}

/** `undefined` where the record here is of another image. */
function readBefore(question: PackagesQuestion): Before | undefined {
  const { image, last, root } = question;
  const own = last.key && readInstalled(image, last.key, root);
  if (!own) return undefined;
  const below: PackageGroup[] = [];
  for (const parent of listParents(question)) {
    const name = `parent:${parent.flavour.name}`;
    const key = last.parts?.find((part) => part.name === name)?.value;
    const installed = key && readInstalled(parent, key, root);
    if (!installed) return undefined;
    below.push(...installed);
  }
  return { own, below };
}

/** Images that bring packages; a library brings files alone. */
function listParents({
  image,
  images,
}: Pick<PackagesQuestion, 'image' | 'images'>): KeyedImage[] {
  const ids = new Set(image.parents.map(({ id }) => id));
  return images.filter(({ id, use }) => ids.has(id) && !use.fromScratch);
}

function readInstalled(
  image: KeyedImage,
  key: string,
  root: string,
): PackageGroup[] | undefined {
  const record = readLastInstalled(image, key, root);
  if (record === undefined) return undefined;
  const main = record.python.find(
    ({ environment }) => environment === python.mainEnvironment,
  );
  const ofR = record.r?.packages.filter(({ library }) => library === rLibrary);
  return makeGroups(main?.packages ?? [], ofR ?? []);
}

/** What the locks of all images below install. */
function listBelowNow(question: PackagesQuestion): PackageGroup[] | undefined {
  const { images } = question;
  const groups: PackageGroup[] = [];
  for (const parent of listParents(question)) {
    const own = readLockedPackages(parent);
    const below = listBelowNow({ ...question, image: parent, images });
    if (own === undefined || below === undefined) return undefined;
    groups.push(...own.groups, ...below);
  }
  return groups;
}

/** Without what images below have in the same version: it is not installed again. */
function subtract(
  groups: readonly PackageGroup[],
  below: readonly PackageGroup[],
): PackageGroup[] {
  return groups.map((group) => {
    const there = new Set(
      below
        .filter(({ ecosystem }) => ecosystem === group.ecosystem)
        .flatMap(({ packages }) => packages.map(nameVersion)),
    );
    const packages = group.packages.filter(
      (each) => !there.has(nameVersion(each)),
    );
    return { ...group, packages };
  });
}

const nameVersion = ({ name, version }: Package) =>
  `${normalizeName(name)} ${version}`;

function openSizes(groups: readonly PackageGroup[]): Sizes {
  const known = new Map<string, number>();
  for (const { ecosystem, packages } of groups)
    for (const { name, size } of packages)
      if (size !== undefined) known.set(nameIn(ecosystem, name), size);
  return (ecosystem, name) => known.get(nameIn(ecosystem, name));
}

/** R tells names apart by their case. */
function nameIn(ecosystem: string, name: string): string {
  const told = ecosystem === python.name ? normalizeName(name) : name;
  return `${ecosystem} ${told}`;
}

function contentsOf(groups: readonly PackageGroup[]): Contents {
  return { name: '', source: '', groups, isPartial: false, size: null };
}
