import { checkConformance } from '../../../brickyard/src/conformance/check-conformance';
import {
  testFlavourFacts,
  testSubject,
} from '../../../brickyard/src/conformance/testing/test-subject';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt, judgeProblems } from '../judge';
import type { Target } from '../target';

/** Scripts of steps, and the lists and files that rules look into for secrets. */
export const rules: Target = {
  name: 'rules',
  listSeeds: () => [
    ...readFiles('packages', /Dockerfile$/),
    ...readFiles('packages/toolbox/bin', /install-[a-z-]+$/),
    ...readSpecTexts('conformance'),
    ...readSpecTexts('script'),
  ],
  tokens: [
    ...['sudo ', 'env ', 'A=1 ', 'a=', '=', 'pip install ', 'x ', 'xargs '],
    ...['$(', '`', ')', '(', '{ ', '}', '"', "'", '$A', '${A:-', '${', '#'],
    ...['if ', 'then ', 'fi; ', 'for i in a b; do ', 'done; ', '[[ ', '[ '],
    ...['case x in a) ', ';; ', 'esac', '<<E', '\n', '\\\n', 'E\n', '| '],
    ...['&& ', ';', '&', 'sh -c ', 'su -c ', 'eval ', 'echo ', '> /x ', '\t'],
    ...['sh /x ', 'find . -exec ', 'f() { ', 'f ', '"$@" ', 'A=$A$A;', 'é'],
    ...['password=', 'token: ', 'https://u:p@h/', '-u a:b ', 'curl ', 'key_'],
    ...['machine h login u password p', '-----BEGIN ', '{"a":"b",', 'AAAAAA'],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    const shape = shapes[text.length % shapes.length];
    if (shape === undefined) judge('FROM a\nCOPY . /\n', text);
    else judge(shape(text));
  },
};

/** Each input is tried in one place alone, or its time would be that of several. */
const shapes: readonly (((text: string) => string) | undefined)[] = [
  (text) => text,
  (text) => `FROM a\nRUN <<Q_Q\n${text}\nQ_Q\n`,
  (text) => `FROM a\nRUN ${inOneLine(text)}\n`,
  (text) =>
    `FROM a\nENV A="${inOneLine(text).replace(/["\\$]/g, '')}"\nRUN $A x\n`,
  // In the files that a COPY takes, and in a list.
  undefined,
];

function inOneLine(text: string): string {
  return text.replace(/\\?[\r\n]/g, ' ');
}

function judge(dockerfile: string, text = ''): void {
  const found = attempt(dockerfile, () => {
    const flavour = testFlavourFacts(dockerfile, {
      lists: [{ file: 'requirements.txt', text }],
      copied: [
        { path: '.env', line: 2, text },
        { path: 's.sh', line: 2, text },
      ],
    });
    return checkConformance(testSubject({ flavour }));
  });
  const places = (found?.findings ?? []).flatMap(
    ({ place, rule, found: what = '' }) =>
      place?.file.endsWith('Dockerfile')
        ? [{ place, message: `${rule} ${what}` }]
        : [],
  );
  judgeProblems(dockerfile, places);
}
