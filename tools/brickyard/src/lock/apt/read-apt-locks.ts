import { posix } from 'node:path';

import type { Place, Problem } from '../../errors';
import { mainAptList, selectAptLists } from '../../requirements/package-lists';
import { parseAptList } from '../../requirements/parse-apt-list';
import {
  type LockOwner,
  type LockSource,
  type ReadText,
} from '../kind/lock-owner';
import type {
  AptAncestor,
  AptLock,
  AptSource,
  FilledAptList,
  IncludedList,
} from './apt-lock';
import { aptLockPath } from './apt-lock-path';

/**
 * The one lock of a flavour's lists of apt packages. Only for the line that its
 * image is built for: another line has other archives, which a stand-in's base does
 * not reach.
 */
export function readAptLocks(
  source: LockSource,
  readText: ReadText,
): AptLock[] {
  const { flavour, line } = source;
  if (line.name !== source.runtime.name || !isLockedByApt(source)) return [];
  const path = aptLockPath(line.name);
  const names = selectAptLists(source.listFiles());
  const read = names.map((name) => readList(source, name, readText));
  const bases = listAptBases(source).filter(isLockedByApt);
  const included = read.flatMap((list) => list.included);
  const others = new Set(included.map(({ owner }) => owner));
  const ancestors: AptAncestor[] = [
    ...bases.map((base) => {
      const text = readText(base.flavour.folder, path);
      return { flavour: base.flavour, isBase: true, text };
    }),
    ...[...others]
      .filter((owner) => !bases.includes(owner))
      .map((owner) => ({ flavour: owner.flavour, isBase: false })),
  ];
  const below = bases.map((base) => readList(base, mainAptList, readText));
  return [
    {
      kind: 'apt',
      flavour,
      line,
      sources: names,
      path,
      lists: read.map(({ list }) => list),
      included: included.map(({ path: at, text }) => ({ path: at, text })),
      archives: uniqueArchives([...below.reverse(), ...read]),
      variables: source.buildArgs,
      ancestors,
      text: readText(flavour.folder, path),
      problems: read.flatMap(({ problems }) => problems),
    },
  ];
}

/**
 * What has its packages already, nearest first. A library is in no image: the one
 * that its first stage on an image of this workspace starts from is what it has.
 */
function listAptBases(owner: LockOwner): LockOwner[] {
  const { stages } = owner.flavour.dockerfile;
  const names = stages.map(({ image }) => image.text.replace(/^.*\//, ''));
  const base =
    owner.base ??
    names.flatMap((name) => {
      return owner.parents.find(({ flavour }) => flavour.name === name) ?? [];
    })[0];
  return base === undefined ? [] : [base, ...listAptBases(base)];
}

/** Whether its build takes a lock of apt's packages, and it has a list of them. */
function isLockedByApt(owner: LockOwner): boolean {
  return (
    owner.takesLock(aptLockPath(owner.runtime.name)) &&
    selectAptLists(owner.listFiles()).length > 0
  );
}

interface ReadList {
  list: FilledAptList;
  /** Lists of other flavours. */
  included: (IncludedList & { owner: LockOwner })[];
  archives: AptSource[];
  problems: Problem[];
}

/** A list with what it includes. What is wrong with it is told when it is locked. */
function readList(
  owner: LockOwner,
  name: string,
  readText: ReadText,
): ReadList {
  const { buildArgs } = owner;
  const requests: FilledAptList['requests'][number][] = [];
  const included: ReadList['included'] = [];
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const read = (path: string, place: Place): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const found = findList(owner, path, readText);
    if (found === undefined) {
      problems.push({ place, message: explainMissing(owner, path) });
      return;
    }
    if (found.owner !== owner) included.push({ ...found, path });
    const file = `${found.owner.flavour.path}/${found.file}`;
    const list = parseAptList(found.text, file, buildArgs);
    problems.push(...list.problems);
    for (const request of list.requests)
      if (request.kind === 'include')
        read(posix.join(posix.dirname(path), request.path), request.place);
      else requests.push(request);
  };
  read(name, { file: `${owner.flavour.path}/${name}` });
  const archives = requests.flatMap((request) =>
    request.kind === 'source' ? listArchive(request.name, buildArgs) : [],
  );
  return { list: { path: name, requests }, included, archives, problems };
}

/** A file of the flavour's own or, as `brickyard/r/apt_packages.txt`, of one that it is built with. */
function findList(owner: LockOwner, path: string, readText: ReadText) {
  const text = readText(owner.flavour.folder, path);
  if (text !== undefined) return { owner, file: path, text };
  const [name = '', ...rest] = path.split('/').slice(1);
  const other = owner.parents.find((each) => each.flavour.name === name);
  const file = rest.join('/');
  const theirs = other && file && readText(other.flavour.folder, file);
  return other && theirs ? { owner: other, file, text: theirs } : undefined;
}

function explainMissing({ flavour, parents }: LockOwner, path: string): string {
  const names = parents.map((each) => each.flavour.name).join(', ');
  return `-r ${path}: there is no such list in ${flavour.path}, and it is none of an image that the Dockerfile names (${names}), as brickyard/r/apt_packages.txt is`;
}

/** What the line says of an archive; nothing where the base's own has the packages. */
function listArchive(
  name: string,
  variables: Readonly<Record<string, string>>,
): AptSource[] {
  const of = (part: string) =>
    variables[`${name.toUpperCase()}_APT_${part}`] ?? '';
  const source = of('SOURCE');
  if (source === '') return [];
  return [{ name, source, key: of('KEY'), fingerprint: of('FINGERPRINT') }];
}

function uniqueArchives(lists: readonly ReadList[]): AptSource[] {
  const archives = lists.flatMap((list) => list.archives);
  return [...new Map(archives.map((each) => [each.name, each])).values()];
}
