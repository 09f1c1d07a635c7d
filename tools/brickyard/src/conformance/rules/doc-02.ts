import { type InstructionText, listInstructions } from '../list-instructions';
import type { Rule } from '../rule';

export const doc02: Rule = {
  id: 'DOC-02',
  severity: 'warning',
  title: 'docker build understands the Dockerfile without Brickyard',
  why: 'Docker replaces no variable in COPY --from or in from= of a mount. Brickyard puts the name there before it sends the file; a build by hand fails.',
  source:
    'docs.docker.com/reference/dockerfile: COPY --from and environment replacement; BuildKit, "variable expansion is not supported for --from"',
  needs: 'flavour',
  appliesTo: () => true,
  check: ({ flavour }) =>
    (flavour ? listInstructions(flavour) : []).flatMap((step) =>
      listSources(step)
        .filter(({ text }) => /\$[\w{]/.test(text))
        .map(({ part, text }) => ({
          message: `${part}=${text}: docker build by hand replaces no variable here`,
          expected: 'a name, or a stage',
          found: text,
          place: step.place,
          hint: `name the image in a stage of its own: FROM ${text} AS source, with the ARG before the first FROM; then copy from source`,
        })),
    ),
};

function listSources({ instruction }: InstructionText) {
  const { keyword, flags, mounts } = instruction;
  const from = flags.find(({ name }) => name === 'from')?.value?.text ?? '';
  const mounted = mounts.map(({ from: word }) => word?.text ?? '');
  return [
    ...(keyword === 'COPY' ? [{ part: 'COPY --from', text: from }] : []),
    ...mounted.map((text) => ({ part: 'RUN --mount from', text })),
  ];
}
