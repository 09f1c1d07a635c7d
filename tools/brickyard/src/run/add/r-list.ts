import { rLockPath } from '../../lock/r/r-lock';
import { readRList } from '../../requirements/edit/read-r-list';
import { selectRLists } from '../../requirements/package-lists';
import { explainRWord } from '../../requirements/r/explain-r-command';
import { explainRSpec, parseRSpec } from '../../requirements/r/parse-r-spec';
import { BASE_R } from '../../requirements/r/r-own-packages';
import { renderRHead } from '../../requirements/render-new-list';
import { openFolder } from '../sources/open-flavour';
import type { AskedPackage, ListKind } from './list-kind';

const file = 'r_packages.sh';

export const rList: ListKind = {
  ecosystem: 'r',
  title: 'R',
  one: 'an R package',
  flag: '--r',
  file,
  language: 'r',
  lockPath: rLockPath,
  parse,
  read: readRList,
  listOthers: (flavour) => {
    const { files, readText } = openFolder(flavour);
    const lists = selectRLists(files, readText);
    return lists.map(({ path }) => path).filter((path) => path !== file);
  },
  renderHead: renderRHead,
};

function parse(word: string): AskedPackage | string {
  const spec = parseRSpec(word);
  if (spec === undefined) return explainRWord(word) ?? explainRSpec(word);
  const { name, version, repository, github } = spec;
  if (BASE_R.includes(name)) return `${name}: is a part of R itself`;
  const isBare = [version, repository, github].every(
    (part) => part === undefined,
  );
  return {
    name,
    text: word,
    isBare,
    merge: ({ text }) => (isBare || text === word ? undefined : { text: word }),
  };
}
