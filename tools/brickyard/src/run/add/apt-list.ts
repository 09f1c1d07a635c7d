import { aptLockPath } from '../../lock/apt/apt-lock-path';
import { readAptList } from '../../requirements/edit/read-apt-list';
import { mainAptList } from '../../requirements/package-lists';
import { parseAptList } from '../../requirements/parse-apt-list';
import { renderAptHead } from '../../requirements/render-new-list';
import type { AskedPackage, ListKind } from './list-kind';

export const aptList: ListKind = {
  ecosystem: 'apt',
  title: 'apt',
  one: 'an apt package',
  flag: '--apt',
  file: mainAptList,
  lockPath: aptLockPath,
  parse,
  read: (text, images) =>
    readAptList(
      text,
      images.map(({ buildArgs }) => buildArgs),
    ),
  listOthers: () => [],
  renderHead: renderAptHead,
};

function parse(word: string): AskedPackage | string {
  if (word.includes('$'))
    return `${word}: has a variable of the build in it: write the line into ${mainAptList} by hand, then npx nx lock`;
  const { requests, problems } = parseAptList(word, '', {});
  const [problem] = problems;
  const [asked, ...more] = requests;
  if (problem !== undefined) return problem.message;
  if (asked?.kind !== 'package' || more.length > 0)
    return `${word}: is not one package, such as libgomp1 or libgomp1=12.*`;
  const { name, version, architecture } = asked;
  const isBare = version === undefined && architecture === undefined;
  return {
    name,
    text: word,
    isBare,
    merge: ({ text }) => {
      if (isBare || text === word) return undefined;
      return text.includes('$')
        ? { fault: `is written there as ${text}: change the line` }
        : { text: word };
    },
  };
}
