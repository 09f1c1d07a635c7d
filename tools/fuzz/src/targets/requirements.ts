import { evaluateMarker } from '../../../brickyard/src/requirements/evaluate-marker';
import { findExcludedPins } from '../../../brickyard/src/requirements/find-excluded-pins';
import { findRefused } from '../../../brickyard/src/requirements/find-refused';
import { findVariables } from '../../../brickyard/src/requirements/find-variables';
import { findLocalPath } from '../../../brickyard/src/requirements/local-path';
import { readRequirementLines } from '../../../brickyard/src/requirements/parse-requirements';
import { renderForResolver } from '../../../brickyard/src/requirements/render-for-resolver';
import type { Requirement } from '../../../brickyard/src/requirements/requirement';
import { ownTexts } from '../../../brickyard-e2e/src/oracle/own-texts';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decodeAsList } from '../decode';
import { attempt, judgeProblems } from '../judge';
import type { Target } from '../target';

export const requirements: Target = {
  name: 'requirements',
  listSeeds: () => [
    ...readFiles('packages', /requirements.*\.txt$/),
    ...readSpecTexts('requirements'),
    ...ownTexts,
  ],
  tokens: [
    ...['numpy', 'a-b_c.d', '==1.0', '>=1,<2', '~=1.0', '===x', '!=1.*', ','],
    ...['[a,b]', '; ', 'python_version', 'extra', 'os_name', ' >= ', '"3.8"'],
    ...[' and ', ' or ', ' not in ', ' in ', "'x'", '(', ')', ' @ ', '\\\n'],
    ...['https://h.test/a-1.0-py3-none-any.whl', 'git+https://h.test/a.git@b'],
    ...['file:///a', './a.whl', '../a', '#egg=a', '#sha256=00', ' # b', '\n'],
    ...['-r ', '-c ', '-e ', '--hash=sha256:', '--index-url=', '--find-links '],
    ...['--no-binary :all:', '${A}', '--pre', '--', '-', ' ', '\t', '1!2.0rc1'],
    ...['.post1.dev2+local', 'u', '# coding: latin-1\n', "\\'", '1', '.'],
  ],
  check: (input) => {
    const text = decodeAsList(input);
    if (text === undefined) return;
    const list = attempt(text, () => readRequirementLines(text, 'f'));
    if (list === undefined) return;
    judgeProblems(text, list.problems);
    judgeProblems(text, findVariables(text, 'f'));
    for (const kind of ['requirements', 'constraints'] as const)
      judgeProblems(text, withoutTwins(findRefused(list.requirements, kind)));
    judgeProblems(
      text,
      withoutTwins(findExcludedPins(list.requirements, pins)),
    );
    for (const each of list.requirements) readOne(each);
    // What nobody can read goes to uv as it is, for uv to say so.
    if (list.problems.length === 0) checkRendered(text, list.requirements);
  },
};

/** Of one line that says the same twice, each is told. */
function withoutTwins<T extends { message: string }>(problems: readonly T[]) {
  return [...new Map(problems.map((each) => [each.message, each])).values()];
}

const pins = [
  { runtime: 'x', python: '3.12', notebook: { numpy: '1.0' }, tools: {} },
];

function readOne(each: Requirement): void {
  findLocalPath(each);
  if ('marker' in each && each.marker !== undefined)
    evaluateMarker(each.marker, '3.12');
}

/** What uv gets is read as what a person wrote: print, then read, gives the same names. */
function checkRendered(text: string, written: readonly Requirement[]): void {
  const rendered = renderForResolver(text);
  if (renderForResolver(rendered).trimEnd() !== rendered.trimEnd())
    throw new Error('what is written for uv changes when it is read again');
  const again = readRequirementLines(rendered, 'f').requirements;
  const names = (list: readonly Requirement[]) =>
    list.map((each) => `${each.place.line} ${each.kind} ${nameOf(each)}`);
  if (names(again).join('\n') !== names(written).join('\n'))
    throw new Error('what is written for uv asks for something else');
}

function nameOf(each: Requirement): string {
  return 'name' in each ? (each.name ?? '') : '';
}
