import { parseAptList } from '../../../brickyard/src/requirements/parse-apt-list';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt, judgeProblems } from '../judge';
import type { Target } from '../target';

export const aptList: Target = {
  name: 'apt-list',
  listSeeds: () => [
    ...readFiles('packages', /apt_packages.*\.txt$/),
    ...readSpecTexts('requirements'),
  ],
  tokens: [
    ...[
      'curl',
      'libc6:amd64',
      '=1.2.3-4',
      '-r other.txt',
      '--source java',
      '#',
    ],
    ...['${A}', '${A-b}', '${JAVA}', '${', '}', '-', '+', '/', '.', ' ', '\t'],
    ...['\n', '\r\n', '"', '*', '=', ':', '~', 'A', '\\\n'],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    const values = { A: 'a b', JAVA: 'openjdk' };
    const list = attempt(text, () => parseAptList(text, 'f', values));
    const told = new Map(
      list?.problems.map((each) => [
        `${each.place.line} ${each.message}`,
        each,
      ]),
    );
    judgeProblems(text, [...told.values()]);
  },
};
