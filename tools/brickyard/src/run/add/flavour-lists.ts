import { renderPlace } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { ListEntry, ListText } from '../../requirements/edit/list-text';
import type { ListKind } from './list-kind';
import type { Drafts } from './open-drafts';

/** The lists of one kind that a flavour has. */
export interface FlavourLists {
  kind: ListKind;
  flavour: Flavour;
  /** Its images: a list may have variables of their lines in it. */
  images: readonly ResolvedImage[];
  drafts: Drafts;
}

export interface FoundEntry {
  file: string;
  list: ListText;
  entry: ListEntry;
}

/** Of the first list that names a package, all entries that do. */
export function findEntries(lists: FlavourLists, name: string): FoundEntry[] {
  for (const file of listFiles(lists)) {
    const list = openList(lists, file);
    const entries = list?.entries.filter(({ names }) => names.includes(name));
    if (list !== undefined && entries !== undefined && entries.length > 0)
      return entries.map((entry) => ({ file, list, entry }));
  }
  return [];
}

export function listFiles({ kind, flavour }: FlavourLists): string[] {
  return [kind.file, ...kind.listOthers(flavour)];
}

export function openList(
  { kind, flavour, images, drafts }: FlavourLists,
  file: string,
): ListText | undefined {
  const text = drafts.read(flavour, file);
  return text === undefined ? undefined : kind.read(text, images);
}

export function renderEntryPlace(
  { flavour }: Pick<FlavourLists, 'flavour'>,
  { file, entry }: FoundEntry,
): string {
  return renderPlace({ file: `${flavour.path}/${file}`, line: entry.line });
}
