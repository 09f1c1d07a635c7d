import { isBrickyardError, type Problem, problemsError } from '../../errors';
import { renderImageFile } from '../../flavour/render-image-file';
import { renderManifest } from '../../flavour/render-manifest';
import { findRuntime } from '../../runtime/catalogue';
import type { Runtime } from '../../runtime/schema';
import { flavoursFolder } from '../../workspace/list-flavours';
import type { Workspace } from '../../workspace/workspace';
import type { Adoption, ReadFolder } from './adoption';
import { checkEntries, keepNamed } from './check-entries';
import { decideBase, type DecidedBase, type ParentFacts } from './decide-base';
import {
  checkFolderName,
  type DecidedName,
  type NameRequest,
} from './decide-name';
import { findSibling } from './find-sibling';
import { likelyFlavour } from './likely-flavour';
import { listNotes } from './list-notes';
import { listStarts, type Start } from './list-starts';
import { readArgs } from './read-args';
import { listReplaced, replaceImages } from './replace-images';

export interface AdoptionRequest {
  workspace: Workspace;
  name: NameRequest;
  /** `--runtimes`, all known. */
  asked: readonly string[];
  /** What the folders of this run are called. */
  names: readonly string[];
  findParent: (name: string) => ParentFacts | undefined;
}

/** A folder and what its flavour is called. */
export interface NamedFolder extends DecidedName {
  read: ReadFolder;
}

/** What a folder becomes. Throws NOT_ADOPTED with all that is against it. */
export function planAdoption(
  found: NamedFolder,
  request: AdoptionRequest,
): Adoption {
  const faults: Faults = { problems: [], hints: [] };
  add(faults, checkFolderName(found.read, found, request.name));
  add(faults, checkFlavour(found.read));
  const starts = tryStarts(found.read, request.workspace.runtimes, faults);
  const uses = starts.flatMap(({ use }) => use.context);
  const folder = { ...found, read: keepNamed(found.read, uses) };
  const decided = tryBase(folder, starts, request, faults);
  faults.problems.push(...checkUses(folder, starts));
  if (faults.problems.length > 0 || decided === undefined)
    throw problemsError(
      'NOT_ADOPTED',
      faults.problems,
      [...new Set(faults.hints)].join('; ') || undefined,
    );
  return makeAdoption({ folder, starts, decided }, request);
}

interface Faults {
  problems: Problem[];
  hints: string[];
}

function add(
  faults: Faults,
  fault: { problem: Problem; hint?: string } | undefined,
): void {
  if (fault === undefined) return;
  faults.problems.push(fault.problem);
  if (fault.hint !== undefined) faults.hints.push(fault.hint);
}

function checkFlavour({ entries, shown }: ReadFolder) {
  if (!entries.some(({ target }) => target === 'image.ts')) return undefined;
  const problem = {
    place: { file: `${shown}/image.ts` },
    message: 'is the mark of a flavour, so there is nothing to adopt',
  };
  const hint = `one of another workspace can be copied to ${flavoursFolder} as it is`;
  return { problem, hint };
}

function tryStarts(
  { dockerfile }: ReadFolder,
  runtimes: readonly Runtime[],
  faults: Faults,
): Start[] {
  try {
    return listStarts(dockerfile, runtimes);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    faults.problems.push(...error.problems);
    faults.hints.push('give each ARG a default: it is what a build takes');
    return [];
  }
}

function tryBase(
  { read, name }: NamedFolder,
  starts: readonly Start[],
  request: AdoptionRequest,
  faults: Faults,
): DecidedBase | undefined {
  if (starts.length === 0) return undefined;
  const decided = decideBase({
    ...{ ...request, read, starts, own: name },
    findSibling: (image) => findSibling(image, siblingsOf(name, request)),
  });
  if (!('problem' in decided)) return decided;
  add(faults, decided);
  return undefined;
}

function siblingsOf(own: string, { names, workspace }: AdoptionRequest) {
  return { own, names, localNamespace: workspace.options.localNamespace };
}

/** In place nothing is left out. */
function checkUses(
  { read, isInPlace }: NamedFolder,
  starts: readonly Start[],
): Problem[] {
  const left = read.leftOut.map(({ path }) => {
    const bare = path.replace(/\/$/, '');
    return { path: bare, target: bare, size: 0 };
  });
  const whole = { ...read, entries: [...read.entries, ...left], leftOut: [] };
  const problems = starts.flatMap(({ use }) =>
    checkEntries(isInPlace ? whole : read, use.context),
  );
  return problems;
}

interface Decided {
  folder: NamedFolder;
  starts: readonly Start[];
  decided: DecidedBase;
}

function makeAdoption(
  { folder: { read, name, isInPlace }, starts, decided }: Decided,
  request: AdoptionRequest,
): Adoption {
  const { workspace } = request;
  const { parent, runtimes, languages } = decided;
  const lines = runtimes.map((line) => findRuntime(workspace.runtimes, line));
  const { changed: kept, open } = readArgs(read.dockerfile, lines);
  const args = Object.fromEntries(kept.map(({ name, value }) => [name, value]));
  const replaced = listReplaced(
    { name, starts, movedTo: decided.movedTo },
    request.names,
    workspace.options.localNamespace,
  );
  const base = starts[0]?.use.base ?? { image: '', line: 1 };
  return {
    ...{ name, isInPlace, args, parent, runtimes, languages },
    path: `${flavoursFolder}/${name}`,
    from: read.shown,
    base: { image: base.image, file: read.dockerfile.file, line: base.line },
    changed: replaced.map(({ use, to }) => {
      return { line: use.line, from: use.image, to };
    }),
    leftOut: isInPlace ? [] : read.leftOut,
    notes: [
      ...noteLikely(base, parent, { read, name }, request),
      ...listNotes(read, open),
    ],
    ...{ entries: read.entries, folder: read.folder },
    written: {
      'image.ts': renderImageFile({ runtimes, languages, args }),
      ...writeManifest(read, name, base.image),
      ...(replaced.length > 0 && { Dockerfile: replaceImages(read, replaced) }),
    },
  };
}

/** A folder's own package.json stays: a flavour has the name of its folder. */
function writeManifest(
  read: ReadFolder,
  name: string,
  image: string,
): Record<string, string> {
  if (read.entries.some(({ target }) => target === 'package.json')) return {};
  const description = `The ${name} cluster: ${image} and what its Dockerfile adds`;
  return {
    'package.json': renderManifest({ name, version: '0.0.0', description }),
  };
}

/** An image from elsewhere may be that of a flavour all the same. */
function noteLikely(
  { image, line }: { image: string; line: number },
  parent: string | undefined,
  { read, name }: { read: ReadFolder; name: string },
  { workspace, names }: AdoptionRequest,
): Problem[] {
  const likely = likelyFlavour(image, { workspace, names, own: name });
  if (parent !== undefined || likely === undefined) return [];
  const place = { file: read.dockerfile.file, line };
  return [{ place, message: `${image}: ${likely}` }];
}
