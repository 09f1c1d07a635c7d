import { SCRATCH } from '../../dockerfile/find-stage';
import type { Flavour } from '../../flavour/flavour';
import { selectRLists } from '../../requirements/package-lists';
import { readRLists } from '../../requirements/r/read-r-lists';
import type { LockOwner, LockSource, ReadText } from '../kind/lock-owner';
import type { LockedRPackage } from './locked-r-package';
import { type RLock, rLockPath } from './r-lock';
import { listRPackages } from './r-lock-text';

/** One lock for all R lists of a flavour, where it has any and its build takes it. */
export function readRLocks(source: LockSource, readText: ReadText): RLock[] {
  const { flavour, line } = source;
  const lists = openLists(source, readText);
  if (lists.sources.length === 0 || !takesRLock(source)) return [];
  const below = listRParents(source, readText);
  const path = rLockPath(line.name);
  return [
    {
      kind: 'r',
      flavour,
      line,
      sources: lists.sources,
      path,
      ancestors: below.map((parent) => ({ flavour: parent })),
      requests: lists.packages,
      problems: lists.problems,
      repositories: flavour.definition.r?.repositories ?? {},
      below: mergeBelow(below.map(({ folder }) => readText(folder, path))),
      text: readText(flavour.folder, path),
    },
  ];
}

function takesRLock({ runtime, takesLock }: LockOwner): boolean {
  return takesLock(rLockPath(runtime.name));
}

function openLists(owner: LockOwner, readText: ReadText) {
  const { folder, path } = owner.flavour;
  const files = owner.listFiles();
  const read = (file: string) => readText(folder, file);
  const source = { path, files, readText: read };
  const sources = selectRLists(files, read).map((list) => list.path);
  return { sources, ...readRLists(source) };
}

/**
 * Images whose library an image starts from or copies, nearest first. What ends
 * FROM scratch is a package of its own, and its library stays in its build.
 */
function listRParents(owner: LockOwner, readText: ReadText): Flavour[] {
  const found = new Map<string, Flavour>();
  const waiting = [...owner.parents];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { flavour } = next;
    if (found.has(flavour.name) || isLibrary(flavour)) continue;
    const isLocked =
      takesRLock(next) && openLists(next, readText).sources.length > 0;
    if (isLocked) found.set(flavour.name, flavour);
    waiting.push(...next.parents);
  }
  return [...found.values()];
}

function isLibrary({ dockerfile }: Flavour): boolean {
  return dockerfile.stages.at(-1)?.image.text.toLowerCase() === SCRATCH;
}

/** Of a package of two images, the nearer one has replaced the other. */
function mergeBelow(
  texts: readonly (string | undefined)[],
): Map<string, LockedRPackage> {
  const packages = texts.flatMap((text) => listRPackages(text ?? ''));
  return new Map(packages.reverse().map((each) => [each.name, each]));
}
