import { hintNames } from '../../hint-names';
import { removeEntry } from '../../requirements/edit/remove-entry';
import type { WordContext, WordResult } from './add-word';
import { describeOrigin, type There } from './find-there';
import {
  findEntries,
  listFiles,
  openList,
  renderEntryPlace,
} from './flavour-lists';
import type { AskedPackage } from './list-kind';

/** Takes one package out of the drafts, or says why it is not there to be taken out. */
export function removeWord(
  asked: AskedPackage,
  context: WordContext,
): WordResult {
  const { name, isBare } = asked;
  if (!isBare)
    return {
      fault: `${asked.text}: with --remove, write the name alone: ${name}`,
    };
  const [found, ...more] = findEntries(context, name);
  if (found === undefined) return { fault: explainAbsent(asked, context) };
  if (more.length > 0)
    return {
      fault: `${name}: ${[found, ...more].map((each) => renderEntryPlace(context, each)).join(' and ')} name it: take out by hand which is meant`,
    };
  const { kind, flavour, drafts } = context;
  const { file, list, entry } = found;
  drafts.write(flavour, file, removeEntry(list, entry));
  const { ecosystem } = kind;
  const change = { ecosystem, name, file, from: entry.text };
  return { change: { ...change, flavour: flavour.name } };
}

function explainAbsent({ name }: AskedPackage, context: WordContext): string {
  const { kind, flavour, findThere } = context;
  const { ecosystem } = kind;
  const there = findThere({ flavour: flavour.name, ecosystem, name });
  if (there !== undefined) return explainThere(name, there, context);
  const known = listFiles(context).flatMap(
    (file) => openList(context, file)?.entries ?? [],
  );
  const names = [...new Set(known.flatMap((entry) => entry.names))];
  const hint =
    names.length === 0 ? '' : `; ${hintNames('it names', names, [name])}`;
  return `${name}: no list of ${flavour.name} names it${hint}`;
}

/** It is in the image, and another one's line or package brings it. */
function explainThere(
  name: string,
  { origin }: There,
  { flavour, kind }: WordContext,
): string {
  const flag = kind.flag === 'packages' ? name : `${kind.flag}=${name}`;
  const next =
    origin.kind === 'below'
      ? `: npx nx g brickyard:add ${origin.flavour} ${flag} --remove takes it out there, and so from all that is built on it`
      : '';
  return `${name}: no list of ${flavour.name} names it; it is there ${describeOrigin(origin)}${next}`;
}
