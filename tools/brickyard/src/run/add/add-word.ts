import { insertEntry } from '../../requirements/edit/insert-entry';
import { replaceEntry } from '../../requirements/edit/replace-entry';
import type { ListChange } from './add-plan';
import { checkList } from './check-list';
import { describeOrigin, type FindThere, type There } from './find-there';
import {
  findEntries,
  type FlavourLists,
  type FoundEntry,
  openList,
  renderEntryPlace,
} from './flavour-lists';
import type { AskedPackage } from './list-kind';

export interface WordContext extends FlavourLists {
  findThere: FindThere;
  isAnyway: boolean;
}

/** What one word comes to. With a fault, nothing is written. */
export interface WordResult {
  change?: Omit<ListChange, 'place'> & { file: string };
  note?: string;
  fault?: string;
}

/** Writes one package into the drafts, unless it is there. */
export function addWord(asked: AskedPackage, context: WordContext): WordResult {
  const found = findEntries(context, asked.name);
  const [first] = found;
  if (first === undefined) return addNew(asked, context);
  if (found.length > 1 && !asked.isBare)
    return {
      fault: `${asked.name}: ${found.map((each) => renderEntryPlace(context, each)).join(' and ')} name it: change the one that is meant`,
    };
  return mergeInto(first, asked, context);
}

function mergeInto(
  found: FoundEntry,
  asked: AskedPackage,
  context: WordContext,
): WordResult {
  const { flavour, drafts } = context;
  const { file, list, entry } = found;
  const merged = asked.merge(entry);
  const place = renderEntryPlace(context, found);
  if (merged === undefined)
    return { note: describeListed(asked, `${place}: ${entry.text}`, context) };
  if ('fault' in merged)
    return { fault: `${asked.name} ${merged.fault} at ${place} by hand` };
  drafts.write(flavour, file, replaceEntry(list, entry, merged.text));
  const change = { file, from: entry.text, to: merged.text };
  return { change: { ...change, ...describe(asked, context) } };
}

function addNew(asked: AskedPackage, context: WordContext): WordResult {
  const { kind, flavour, drafts, images, findThere, isAnyway } = context;
  const { ecosystem, file } = kind;
  const fault = checkList(context, asked.text);
  if (fault !== undefined) return { fault };
  const there = findThere({
    ...{ flavour: flavour.name, ecosystem },
    name: asked.name,
  });
  const isBelow = there?.origin.kind === 'below';
  if (there !== undefined && isBelow && asked.isBare && !isAnyway)
    return { note: describeBelow(asked, there, flavour.name) };
  const head = kind.renderHead({ name: flavour.name, parent: baseOf(context) });
  const list = openList(context, file) ?? kind.read(head, images);
  drafts.write(flavour, file, insertEntry(list, asked));
  const change = { file, to: asked.text, ...describe(asked, context) };
  return there === undefined
    ? { change }
    : { change, note: describeAdded(asked, there, flavour.name) };
}

function describe({ name }: AskedPackage, { kind, flavour }: WordContext) {
  return { flavour: flavour.name, ecosystem: kind.ecosystem, name };
}

function describeListed(
  { name }: AskedPackage,
  place: string,
  { flavour, kind, findThere }: WordContext,
): string {
  const { ecosystem } = kind;
  const there = findThere({ flavour: flavour.name, ecosystem, name });
  const version = there?.versions ? `, in version ${there.versions}` : '';
  return `${name} is in ${flavour.name} already${version}: ${place}`;
}

function describeThere({ name }: AskedPackage, there: There, flavour: string) {
  const version = there.versions === '' ? '' : `, in version ${there.versions}`;
  return `${name} is in ${flavour} already, ${describeOrigin(there.origin)}${version}`;
}

function describeBelow(asked: AskedPackage, there: There, flavour: string) {
  return `${describeThere(asked, there, flavour)}: nothing is added; --anyway adds a line of ${flavour}'s own`;
}

function describeAdded(asked: AskedPackage, there: There, flavour: string) {
  return `${describeThere(asked, there, flavour)}: now it has a line of its own`;
}

/** The flavour that the images start from. */
function baseOf({ images }: WordContext): string | undefined {
  const [image] = images;
  const base = image?.use.base?.image;
  return image?.parents.find((parent) => parent.image === base)?.flavour;
}
