import { listBuilderNeeds } from '../../../brickyard/src/dockerfile/list-builder-needs';
import { parseDockerfile } from '../../../brickyard/src/dockerfile/parse-dockerfile';
import type { ParsedDockerfile } from '../../../brickyard/src/dockerfile/parsed-dockerfile';
import { resolveDockerfile } from '../../../brickyard/src/dockerfile/resolve-dockerfile';
import { rewriteDockerfile } from '../../../brickyard/src/dockerfile/rewrite-dockerfile';
import { parseInstructions } from '../../../brickyard/src/engine/build/instructions';
import { dockerfileCases } from '../../../brickyard-e2e/src/buildkit/dockerfile-cases';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt, judgeProblems } from '../judge';
import type { Target } from '../target';

export const dockerfile: Target = {
  name: 'dockerfile',
  listSeeds: () => [
    ...readFiles('packages', /Dockerfile$/),
    ...readSpecTexts('dockerfile'),
    ...Object.values(dockerfileCases).flatMap((cases) =>
      cases.map(({ text }) => text),
    ),
  ],
  tokens: [
    ...['FROM a\n', 'FROM a AS b\n', 'ARG A=1\n', 'ARG A\n', 'ENV A=$A\n'],
    ...[
      'COPY ',
      'ADD ',
      'RUN ',
      'ONBUILD ',
      '--from=b ',
      '--mount=type=',
      'USER',
    ],
    ...['bind,source=x', 'secret,id=s', ',target=/t', '--platform=$P', '/ /\n'],
    ...['<<EOF', '<<-"EOF"', '<< EOF', '\nEOF\n', '["a", "b"]', '[', '"', "'"],
    ...['# syntax=a\n', '# escape=`\n', '\\\n', '`\n', '#', ' ', '\t', '\n'],
    ...['$A', '${A}', '${A:-b}', '${A:+b}', '${A##*b}', '${A/b/c}', '${', '}'],
    ...['${A%?}', '*', '?', '[a-c]', 'https://h.test/a', 'a', 'b=c ', '=', '/'],
    ...['HEALTHCHECK CMD a\n', 'SHELL ["a"]\n', 'WORKDIR $A\n', '../', ' as '],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    attempt(text, () => parseInstructions(text));
    attempt(text, () => listBuilderNeeds(text));
    const parsed = attempt(text, () => parseDockerfile(text, 'f'));
    if (parsed !== undefined) checkParsed(text, parsed);
  },
};

function checkParsed(text: string, parsed: ParsedDockerfile): void {
  const buildArgs = { A: 'x/y', V: '1' };
  const use = attempt(text, () => resolveDockerfile(parsed, { buildArgs }));
  // What the pinning of names does: a name lies in the text where it is said to.
  const names = (use?.images ?? []).map(({ range, image }) => ({
    range,
    text: image,
  }));
  const unique = new Map(names.map((each) => [each.range[0], each]));
  rewriteDockerfile(text, [...unique.values()]);
  const uses = [...(use?.images ?? []), ...(use?.context ?? [])];
  const places = uses.map(({ line }, index) => {
    return { place: { file: 'f', line }, message: String(index) };
  });
  judgeProblems(text, places);
}
