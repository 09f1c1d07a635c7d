import type { GitPlace } from '../../git/git';
import { isUnlocked } from '../../lock/check-lock';
import type { Faults } from '../../plan/fault';
import type { KeyedImage } from '../../plan/key-images';
import type { ResolvedImage } from '../../plan/resolve-image';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { isLockable, listExternals } from '../bases/list-externals';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import { type ListLocks, listSound, openLocks } from '../locks/list-locks';
import { listAncestors } from '../names/list-ancestors';
import { readKeys } from '../plan/read-keys';
import { selectSound } from '../plan/select-images';
import { imageRecords } from '../records/image-record';
import { readJsonFile } from '../records/json-file';
import { testRecords } from '../records/tests-record';
import type { AskServices } from '../shell/with-ask-services';
import { fetchPublications } from './fetch-publications';
import type { BaseStatus, ImageStatus, LockStatus } from './image-status';
import { type LockDates, readLockDates } from './lock-dates';
import type { Publication } from './publication';

export interface StatusRequest {
  workspace: Workspace;
  /** Names of flavours; all when left out. */
  flavours?: readonly string[];
  runtimes?: readonly string[];
  environment: GitPlace['environment'];
}

export interface Status {
  images: ImageStatus[];
  /** Bases whose digest is not known, so that nothing on them can be compared. */
  missingBases: readonly string[];
  /** Why no date of a lock is known. */
  undated: string | null;
  staleLocks: StaleLock[];
}

/** Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN. */
export async function readStatus(
  request: StatusRequest,
  services: AskServices,
): Promise<{ status: Status; faults: Faults }> {
  const { workspace, flavours, runtimes, environment } = request;
  const { images, faults } = selectSound(workspace, flavours, runtimes);
  const asked = images.filter(
    ({ flavour }) => flavours?.includes(flavour.name) ?? true,
  );
  const listLocks = openLocks({ images, workspace });
  const git = { folder: workspace.root, environment };
  const paths = asked.map(({ flavour }) => `${flavour.path}/locks`);
  const [dates, keys] = await Promise.all([
    readLockDates(git, [...new Set(paths)]),
    readKeys({ images, workspace, registry: services.registry }),
  ]);
  const recorded = new Map(
    asked.map((image) => {
      const keyed = keys.known.get(image.id);
      return [image.id, readPublished(image, keyed, workspace.root)] as const;
    }),
  );
  const published = await fetchPublications(
    { images: asked, keys, recorded, options: workspace.options },
    services,
  );
  const staleLocks = findStaleLocks({ images: asked, listLocks });
  const readImage = (image: ResolvedImage): ImageStatus => {
    const publication = published.get(image.id);
    const keyed = keys.known.get(image.id);
    const key = keyed?.key ?? publication?.key;
    return {
      flavour: image.flavour.name,
      runtime: image.runtime.name,
      isLibrary: image.use.fromScratch,
      published: publication?.status ?? null,
      base: findBase(image, { images, workspace, dates }),
      lock: describeLocks(image, { listLocks, staleLocks, dates }),
      ...readTests(image, key, workspace.root),
    };
  };
  const status = {
    images: asked.map(readImage).sort(byName),
    missingBases: keys.missingBases,
    undated: dates.fault ?? null,
    staleLocks,
  };
  return { status, faults };
}

function byName(a: ImageStatus, b: ImageStatus): number {
  if (a.flavour === b.flavour) return 0;
  return a.flavour < b.flavour ? -1 : 1;
}

function readPublished(
  image: ResolvedImage,
  keyed: KeyedImage | undefined,
  root: string,
): Publication | undefined {
  const value = readJsonFile(root, imageRecords.path(image));
  const { key } = Object(value) as { key?: unknown };
  // Of an image that is not the wanted one, too: it is what clusters run.
  const record =
    typeof key === 'string' ? imageRecords.parse({ key }, value) : undefined;
  if (record === undefined || record.runtime !== image.runtime.name)
    return undefined;
  const { created, size, reference } = record;
  const isCurrent = keyed === undefined ? null : keyed.key === record.key;
  const status = { created, isCurrent, size, reference };
  return { key: record.key, status: { ...status, source: 'record' } };
}

function readTests(
  image: ResolvedImage,
  key: string | undefined,
  root: string,
): Pick<ImageStatus, 'tests' | 'rules'> {
  const value = readJsonFile(root, testRecords.path(image));
  const record =
    key === undefined ? undefined : testRecords.parse({ key }, value);
  if (record === undefined) return { tests: null, rules: null };
  const passed = record.tests.filter((test) => test.passed).length;
  const findings = record.conformance?.findings;
  const count = (wanted: string) =>
    (findings ?? []).filter(({ severity }) => severity === wanted).length;
  return {
    tests: { passed, failed: record.tests.length - passed },
    rules: findings
      ? { errors: count('error'), warnings: count('warning') }
      : null,
  };
}

function findBase(
  image: ResolvedImage,
  {
    images,
    workspace: { options, lock },
    dates,
  }: {
    images: readonly ResolvedImage[];
    workspace: Workspace;
    dates: LockDates;
  },
): BaseStatus | null {
  const below = listAncestors(image, images, options.localNamespace);
  const lowest = below.at(-1) ?? image;
  const name = lowest.use.base?.image;
  const externals = listExternals([lowest], options.substitutes);
  const external = externals.find((each) => each.name === name);
  if (external === undefined) return null;
  const locked = lockName(external.reference);
  const isLocked =
    external.reference.digest !== undefined ||
    (isLockable(external) && lock[locked] !== undefined);
  const since = isLocked ? (dates.ofBase(locked) ?? null) : null;
  return { image: external.name, isLocked, since };
}

function describeLocks(
  image: ResolvedImage,
  {
    listLocks,
    staleLocks,
    dates,
  }: {
    listLocks: ListLocks;
    staleLocks: readonly StaleLock[];
    dates: LockDates;
  },
): LockStatus {
  const locks = listSound(image, image.runtime.name, listLocks).filter(
    (lock) => !isUnlocked(lock),
  );
  const stale = staleLocks.filter(({ id }) => id === image.id);
  const known = locks.map(({ flavour, path }) =>
    dates.ofFile(`${flavour.path}/${path}`),
  );
  const days = known.flatMap((date) => date ?? []);
  const state = stale.some(({ isMissing }) => isMissing)
    ? 'missing'
    : stale.length > 0
      ? 'stale'
      : locks.length > 0
        ? 'ok'
        : 'none';
  return {
    state,
    since: days.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    isChanged:
      dates.fault === undefined &&
      locks.length > 0 &&
      days.length < known.length,
  };
}
