import { mapLines, placeAt } from '../../script/mapped-text';
import type { Fault, FlavourFacts } from '../rule';
import { findSecrets } from './find-secrets';

const HINT =
  'revoke it: whoever reads the repository has it. Then put the index into nx.json, and its login into secrets of image.ts';

/** Addresses with passwords in lists of packages: `--extra-index-url https://ann:…@host`. */
export function checkLists({
  lists = [],
}: Pick<FlavourFacts, 'lists'>): Fault[] {
  return lists.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, at) =>
      findSecrets(line).map(({ what }) => ({
        message: `${file} holds ${what}`,
        found: what,
        place: placeAt(mapLines('', { file, line: at + 1 }), 0),
        hint: HINT,
      })),
    ),
  );
}
