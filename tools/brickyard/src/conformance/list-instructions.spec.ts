import { findLast } from './find-last';
import { listInstructions } from './list-instructions';
import { testFlavourFacts } from './testing/test-subject';

const flavour = testFlavourFacts(`# a comment
ARG TAG=24.04
FROM ubuntu:\${TAG} AS base
USER nobody
RUN one \\
    # in between
    && two


# about the next stage
FROM base AS other
USER daemon

FROM base
ENV A=1
`);

describe('listInstructions', () => {
  it('tells text, stage and place', () => {
    const found = listInstructions(flavour).map(({ stage, line, text }) => ({
      ...{ stage, line, text: text.replace(/\s+/g, ' ') },
    }));
    expect(found).toEqual([
      { stage: -1, line: 2, text: 'ARG TAG=24.04' },
      { stage: 0, line: 4, text: 'USER nobody' },
      { stage: 0, line: 5, text: 'RUN one && two' },
      { stage: 1, line: 12, text: 'USER daemon' },
      { stage: 2, line: 15, text: 'ENV A=1' },
    ]);
  });
});

describe('findLast', () => {
  it('looks in the stages that the image is made of', () => {
    const file = 'packages/a/Dockerfile';
    expect(findLast(flavour, 'USER')).toEqual({ file, line: 4 });
    expect(findLast(flavour, 'ENV', /B=/)).toBeUndefined();
    expect(findLast(undefined, 'ENV')).toBeUndefined();
  });
});
