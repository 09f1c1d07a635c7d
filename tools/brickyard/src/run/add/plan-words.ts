import type { Problem } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseRequirements } from '../../requirements/parse-requirements';
import type { ReadPackages } from '../ask/read-packages';
import { checkRequirements } from '../sources/check-requirement-files';
import type { AddRequest, ListChange } from './add-plan';
import { addWord, type WordContext, type WordResult } from './add-word';
import { findNamesakes } from './find-namesakes';
import { openThere } from './find-there';
import type { AskedPackage, ListKind } from './list-kind';
import { listTable } from './list-table';
import type { Drafts } from './open-drafts';
import { removeWord } from './remove-word';

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

/** Writes every word into the drafts, each flavour's and each kind's in turn. */
export function planWords(
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

/** Lines are known when all words have been written; of what is taken out, they are those before. */
function placeChanges(
  results: readonly WordResult[],
  context: WordContext,
): ListChange[] {
  const { flavour, kind, images, drafts } = context;
  return results.flatMap(({ change }) => {
    if (change === undefined) return [];
    const { file, ...rest } = change;
    const of = change.to === undefined ? drafts.readOld : drafts.read;
    const { entries } = kind.read(of(flavour, file) ?? '', images);
    const entry = entries.find(({ names }) => names.includes(change.name));
    const place = { file: `${flavour.path}/${file}`, line: entry?.line };
    return [{ ...rest, place }];
  });
}
