import { BrickyardError, type Problem, problemsError } from '../../errors';
import { stageTable } from '../../lock/stage-table';
import { faultsError } from '../../plan/fault';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseRequirements } from '../../requirements/parse-requirements';
import {
  checkFlavourNames,
  listFlavourNames,
} from '../../workspace/check-flavour-names';
import { type ReadPackages, readPackages } from '../ask/read-packages';
import { listLines, listSound, openLocks } from '../locks/list-locks';
import { selectSound } from '../plan/select-images';
import type { Services } from '../shell/services';
import { checkRequirements } from '../sources/check-requirement-files';
import type { AddPlan, AddRequest, ListChange } from './add-plan';
import { addWord, type WordContext, type WordResult } from './add-word';
import { findNamesakes } from './find-namesakes';
import { openThere } from './find-there';
import { openList } from './flavour-lists';
import type { AskedPackage, ListKind } from './list-kind';
import { listTable } from './list-table';
import { type Drafts, openDrafts } from './open-drafts';
import { removeWord } from './remove-word';

/**
 * What the lists will be, and which locks and images follow from that. Reads files
 * alone, and writes nothing. Throws FLAVOUR_UNKNOWN, what is wrong with these flavours
 * and, with all of it at once, OPTIONS_INVALID.
 */
export async function planAdd(
  request: AddRequest,
  { warn }: Pick<Services, 'warn'>,
): Promise<AddPlan> {
  const { workspace, flavours, words } = request;
  checkFlavourNames(flavours, listFlavourNames(workspace));
  if (Object.values(words).flat().length === 0)
    throw new BrickyardError('OPTIONS_INVALID', 'no package is named', {
      hint: `npx nx g brickyard:add ${flavours[0]} humanize --r=xtable --apt=libgomp1`,
    });
  const { faults } = selectSound(workspace, flavours);
  const error = faultsError(faults.asked);
  if (error !== undefined) throw error;
  const { images } = selectSound(workspace);
  const read = await readPackages({ workspace, flavours }, { warn });
  const drafts = openDrafts();
  const done = planWords(request, { images, read, drafts });
  const problems = done.flatMap((each) => each.problems);
  if (problems.length > 0) throw problemsError('OPTIONS_INVALID', problems);
  const changes = done.flatMap((each) => each.changes);
  const edits = drafts.listEdits();
  const notes = done.flatMap((each) => each.notes);
  const following = listFollowing({ changes, edits }, images, request);
  return { changes, edits, notes, ...following };
}

interface Places {
  /** Of the whole workspace. */
  images: readonly ResolvedImage[];
  read: ReadPackages;
  drafts: Drafts;
}

interface Planned {
  changes: ListChange[];
  notes: string[];
  problems: Problem[];
}

function planWords(
  { workspace, flavours, words, isRemoval, isAnyway = false }: AddRequest,
  { images, read, drafts }: Places,
): Planned[] {
  const { localNamespace } = workspace.options;
  const findThere = openThere(read.contents, localNamespace);
  return flavours.flatMap((name) => {
    const own = images.filter(({ flavour }) => flavour.name === name);
    const flavour = own[0]?.flavour;
    if (flavour === undefined) return [];
    return listTable.map((kind) => {
      const shared = { kind, flavour, images: own, drafts };
      const context = { ...shared, findThere, isAnyway };
      return planKind(words[kind.ecosystem], context, isRemoval ?? false);
    });
  });
}

function planKind(
  words: readonly string[],
  context: WordContext,
  isRemoval: boolean,
): Planned {
  const { kind, images } = context;
  const place = { file: kind.flag };
  const problems: Problem[] = [];
  const results: WordResult[] = [];
  const seen = new Set<string>();
  for (const word of words) {
    const asked = kind.parse(word);
    const fault = checkWord(asked, seen);
    if (fault !== undefined) problems.push({ place, message: fault });
    if (typeof asked === 'string' || fault !== undefined) continue;
    seen.add(asked.name);
    results.push(
      isRemoval ? removeWord(asked, context) : addWord(asked, context),
    );
  }
  const pinned = isRemoval ? [] : checkPins(kind, results, images);
  const faults = results.flatMap(({ fault }) => fault ?? []);
  return {
    problems: [
      ...problems,
      ...[...faults, ...pinned].map((message) => ({ place, message })),
    ],
    changes: placeChanges(results, context),
    notes: [
      ...results.flatMap(({ note }) => note ?? []),
      ...findNamesakes(results, context),
    ],
  };
}

function checkWord(
  asked: AskedPackage | string,
  seen: ReadonlySet<string>,
): string | undefined {
  if (typeof asked === 'string') return asked;
  return seen.has(asked.name) ? `${asked.name}: is named twice` : undefined;
}

/** What a runtime line's pins exclude is wrong before anybody asks an index. */
function checkPins(
  { ecosystem, flag }: ListKind,
  results: readonly WordResult[],
  images: readonly ResolvedImage[],
): string[] {
  if (ecosystem !== 'python') return [];
  const lines = results.flatMap(({ change }) => change?.to ?? []);
  const requirements = parseRequirements(lines.join('\n'), flag);
  const runtimes = images.map(({ runtime }) => runtime);
  return checkRequirements(requirements, runtimes).map(
    ({ message }) => message,
  );
}

/** Lines are known when all words have been written. */
function placeChanges(
  results: readonly WordResult[],
  context: WordContext,
): ListChange[] {
  const { flavour } = context;
  return results.flatMap(({ change }) => {
    if (change === undefined) return [];
    const { file, ...rest } = change;
    const entry = openList(context, file)?.entries.find(({ names }) =>
      names.includes(change.name),
    );
    const place = { file: `${flavour.path}/${file}`, line: entry?.line };
    return [{ ...rest, place }];
  });
}

function listFollowing(
  { changes, edits }: Pick<AddPlan, 'changes' | 'edits'>,
  images: readonly ResolvedImage[],
  { workspace }: AddRequest,
): Pick<AddPlan, 'affected' | 'locked' | 'kinds' | 'needsEngine'> {
  const affected = listAffected(
    new Set(changes.map(({ flavour }) => flavour)),
    images,
  );
  const kinds = [...new Set(changes.map(({ ecosystem }) => ecosystem))];
  const listLocks = openLocks({ images, workspace });
  // There is no lock of a list that is new, and there will be one.
  const isNew = ({ flavour }: ResolvedImage) =>
    edits.some(
      ({ path, before }) =>
        before === undefined && path.startsWith(`${flavour.path}/`),
    );
  const isLocked = (name: string) =>
    images
      .filter(({ flavour }) => flavour.name === name)
      .some(
        (image) =>
          isNew(image) ||
          listLines(image)
            .flatMap((line) => listSound(image, line, listLocks))
            .some(({ kind }) => kinds.includes(kind)),
      );
  const locked = affected.filter(isLocked);
  const needsEngine =
    locked.length > 0 && kinds.some((kind) => stageTable[kind] !== undefined);
  return { affected, kinds, locked, needsEngine };
}

/** These flavours and all that are built on them, parents first as `images` are. */
function listAffected(
  changed: ReadonlySet<string>,
  images: readonly ResolvedImage[],
): string[] {
  const affected = new Set(changed);
  for (const { flavour, parents } of images)
    if (parents.some((parent) => affected.has(parent.flavour)))
      affected.add(flavour.name);
  const ordered = images.map(({ flavour }) => flavour.name);
  return [...new Set(ordered)].filter((name) => affected.has(name));
}
