import { sep } from 'node:path';

import { BrickyardError, isBrickyardError } from '../../errors';
import { findRuntime } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';
import type {
  Adoption,
  AdoptPlan,
  FoundFolder,
  RefusedFolder,
} from './adoption';
import type { ParentFacts } from './decide-base';
import { decideName } from './decide-name';
import { findFolders, type FoundFolders } from './find-folders';
import type { NotebookLanguage } from './guess-languages';
import { openTree } from './open-tree';
import { type NamedFolder, planAdoption } from './plan-adoption';
import { readFolder } from './read-folder';

export interface AdoptRequest {
  workspace: Workspace;
  /** As the caller wrote them, relative to `cwd`. */
  paths: readonly string[];
  cwd: string;
  name?: string;
  /** Lines of images whose base names none. */
  runtimes?: readonly string[];
}

/**
 * What each folder becomes, or why it stays what it is. One that is refused is
 * no matter of the others, unless they are built on it. Throws RUNTIME_UNKNOWN,
 * and NOT_ADOPTED for a name that more than one folder would have.
 */
export function planAdopt(request: AdoptRequest): AdoptPlan {
  const { workspace, runtimes = [] } = request;
  const asked = runtimes.map(
    (name) => findRuntime(workspace.runtimes, name).name,
  );
  const found = findFolders(request.paths, request.cwd);
  const { folders, refusals, passedOver } = readAll(found, request);
  const planned = planAll(folders, { ...request, asked });
  return {
    adoptions: planned.adoptions,
    refusals: [...refusals, ...planned.refusals],
    passedOver,
  };
}

function readAll(found: FoundFolders, { workspace, name }: AdoptRequest) {
  if (name !== undefined && found.folders.length > 1)
    throw new BrickyardError(
      'NOT_ADOPTED',
      `--name=${name} is for one folder, and these are ${found.folders.length}: ${found.folders.map(({ shown }) => shown).join(', ')}`,
      { hint: 'adopt that folder alone' },
    );
  const refusals: RefusedFolder[] = [...found.refusals];
  const folders: NamedFolder[] = [];
  for (const each of found.folders)
    attempt(each.shown, refusals, () => {
      refuseAround(each, workspace.root);
      const { root } = workspace;
      const named = decideName(each, { asked: name, root });
      folders.push({ ...named, read: readFolder(each) });
    });
  return { folders, refusals, passedOver: found.passedOver };
}

/** Its copy would be in itself. */
function refuseAround({ folder, shown }: FoundFolder, root: string): void {
  if (`${root}${sep}`.startsWith(`${folder}${sep}`))
    throw new BrickyardError(
      'NOT_ADOPTED',
      `${shown}: has this workspace in it`,
      { hint: 'put the Dockerfile and its files into a folder of their own' },
    );
}

interface Asked extends AdoptRequest {
  asked: readonly string[];
}

function planAll(folders: readonly NamedFolder[], request: Asked) {
  const adoptions: Adoption[] = [];
  const refusals: RefusedFolder[] = [];
  const open = new Set(folders);
  const unique = folders.filter((folder) => {
    const twin = folders.find((other) => other.name === folder.name);
    if (twin === folder || twin === undefined) return true;
    open.delete(folder);
    refusals.push({ from: folder.read.shown, error: sharedName(folder, twin) });
    return false;
  });
  const decide = (folder: NamedFolder): void => {
    // A circle of bases ends here: the one that is asked is not there yet.
    if (!open.delete(folder)) return;
    attempt(folder.read.shown, refusals, () => {
      adoptions.push(planOne(folder, unique, request, find));
    });
  };
  const find = (name: string) => {
    const folder = unique.find((each) => each.name === name);
    if (folder !== undefined) decide(folder);
    return (
      adoptions.find((each) => each.name === name) ??
      (folder === undefined ? findFlavour(name, request) : undefined)
    );
  };
  for (const folder of unique) decide(folder);
  return { adoptions, refusals };
}

function planOne(
  folder: NamedFolder,
  folders: readonly NamedFolder[],
  { workspace, name, asked }: Asked,
  findParent: (name: string) => ParentFacts | undefined,
): Adoption {
  const { root, options } = workspace;
  const { localNamespace } = options;
  return planAdoption(folder, {
    ...{ workspace, asked, findParent },
    names: folders.map((each) => each.name),
    name: { asked: name, root, tree: openTree(root), localNamespace },
  });
}

function findFlavour(
  name: string,
  { workspace }: Asked,
): ParentFacts | undefined {
  const found = workspace.flavours.find((flavour) => flavour.name === name);
  if (found === undefined) return undefined;
  const { runtimes, languages = [] } = found.definition;
  const isNotebook = (each: string): each is NotebookLanguage =>
    each === 'python' || each === 'r';
  return { runtimes, languages: languages.filter(isNotebook) };
}

function sharedName({ read, name }: NamedFolder, twin: NamedFolder) {
  return new BrickyardError(
    'NOT_ADOPTED',
    `${pathOf(read)}: the name '${name}' is that of ${pathOf(twin.read)}, which is adopted with it`,
    { hint: `npx brickyard adopt ${pathOf(read)} --name=<another name>` },
  );
}

function attempt(
  from: string,
  refusals: RefusedFolder[],
  work: () => void,
): void {
  try {
    work();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    refusals.push({ from, error });
  }
}

/** As it may be given to the command. */
function pathOf({ shown, file }: FoundFolder): string {
  return file === 'Dockerfile' ? shown : `${shown}/${file}`;
}
