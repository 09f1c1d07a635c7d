import { findEcosystem } from '../../ecosystems/ecosystem-table';
import { isBrickyardError, renderError } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import type { Contents } from '../../versioning/contents';
import { diffInventories } from '../../versioning/diff-inventories';
import { readListSides } from '../diff/read-list-sides';
import { listBuilds } from '../sources/list-builds';
import { listSourcePackages } from '../sources/list-source-packages';
import { noteReplaced } from './note-replaced';
import type { ImageSide } from './read-image-facts';
import type { PackageReport } from './report';

/** An image with the workspace that it is of, and what is known to be in it. */
export interface PackageSide {
  image: KeyedImage;
  side: ImageSide;
  contents?: Contents;
  /** Of the image of this workspace that it starts from. */
  below?: Contents;
}

const baseUnknown =
  'what was in it is not known: the base image is in neither engine nor registry, so locks and lists of packages are compared';
const nowUnknown =
  'what is in it is not known before it is built, so locks and lists of packages are compared';

/** `null` for a library, which has no packages, and where no list can be read. */
export function reportPackages(
  before: PackageSide | undefined,
  now: PackageSide,
): PackageReport | null {
  const report = compareSides(before, now);
  if (report === null) return null;
  const more = [...noteReplaced(now.below, now.contents), ...noteBuilds(now)];
  return { ...report, notes: [...report.notes, ...more] };
}

/** What no wheel of an index has been checked to be. */
function noteBuilds({ image }: PackageSide): string[] {
  const builds = listBuilds(image.flavour);
  return builds.length > 0 ? [`built from source: ${builds.join(', ')}`] : [];
}

function compareSides(
  before: PackageSide | undefined,
  now: PackageSide,
): PackageReport | null {
  if (now.image.use.fromScratch) return null;
  if (before === undefined || before.image.use.fromScratch)
    return reportContents(now);
  if (before.contents !== undefined && now.contents !== undefined) {
    const { contents: from } = before;
    return comparePackages('images', from, now.contents);
  }
  const notes = [now.contents === undefined ? nowUnknown : baseUnknown];
  if (before.image.id !== now.image.id) return compareLines(before, now, notes);
  const from = readSources(before, notes);
  const to = readSources(now, notes);
  if (from === undefined || to === undefined) return null;
  return comparePackages('sources', from, to, notes);
}

/** Of two lines, one may not be locked yet. */
function compareLines(
  before: PackageSide,
  now: PackageSide,
  notes: string[],
): PackageReport | null {
  const [from, to] = [before, now].map(({ image, side }) => {
    const { prepared, request } = side;
    return { ...prepared, image, options: request.workspace.options };
  });
  if (from === undefined || to === undefined) return null;
  try {
    const lists = readListSides(from, to);
    const told = [...notes, ...lists.notes];
    return comparePackages('sources', lists.from, lists.to, told);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return null;
  }
}

function comparePackages(
  basis: PackageReport['basis'],
  from: Contents,
  to: Contents,
  notes: readonly string[] = [],
): PackageReport {
  const diff = diffInventories(from, to);
  return {
    ...{ basis, from: from.source, to: to.source, groups: diff.groups },
    contains: [],
    notes: basis === 'sources' ? [...notes] : diff.notes,
  };
}

/** Of a new image: how much is in it. */
function reportContents(now: PackageSide): PackageReport | null {
  const notes = now.contents === undefined ? [nowUnknown] : [];
  const contents = now.contents ?? readSources(now, notes);
  if (contents === undefined) return null;
  const contains = contents.groups
    .filter(({ ecosystem }) => !findEcosystem(ecosystem)?.isPlatform)
    .map(({ ecosystem, environment, packages }) => {
      return { ecosystem, environment, count: packages.length };
    })
    .filter(({ count }) => count > 0);
  const basis = now.contents === undefined ? 'sources' : 'images';
  return {
    ...{ basis, from: null, to: contents.source, groups: [], contains },
    notes: notes.map((note) =>
      note === nowUnknown
        ? 'what is in it is not known before it is built; this is what locks and lists name'
        : note,
    ),
  };
}

function readSources(
  { image, side }: PackageSide,
  notes: string[],
): Contents | undefined {
  try {
    const { prepared, request } = side;
    const { options } = request.workspace;
    return listSourcePackages(image, prepared.images, options);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    notes.push(renderError(error));
    return undefined;
  }
}
