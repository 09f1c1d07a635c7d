import type { WordContext, WordResult } from './add-word';
import { listTable } from './list-table';

/** Of packages that are new here: which of them go by the name of another ecosystem's package that is there. */
export function findNamesakes(
  results: readonly WordResult[],
  { kind, flavour, findThere }: WordContext,
): string[] {
  const added = results.flatMap(({ change }) =>
    change !== undefined && change.from === undefined ? [change.name] : [],
  );
  return added.flatMap((name) => {
    const of = { flavour: flavour.name, name };
    if (findThere({ ...of, ecosystem: kind.ecosystem }) !== undefined)
      return [];
    const others = listTable.filter(
      ({ ecosystem }) =>
        ecosystem !== kind.ecosystem &&
        findThere({ ...of, ecosystem }) !== undefined,
    );
    return others.map(
      ({ one, flag }) =>
        `${name} is also ${one} of ${flavour.name}: this one is ${kind.one}${flag === 'packages' ? '' : `, and ${flag}=${name} the other`}`,
    );
  });
}
