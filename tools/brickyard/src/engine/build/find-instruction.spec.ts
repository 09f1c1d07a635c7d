import { findInstruction, stepText } from './find-instruction';

const DOCKERFILE = `ARG BASE=ubuntu:24.04
FROM \${BASE} AS builder
ENV A=1
RUN make
WORKDIR /app
RUN make

FROM builder
RUN make
COPY --from=builder /a /a

FROM scratch AS Last
COPY one two /
RUN pip install \${PACKAGE}==1
RUN echo \${A}
RUN echo \${B}
`;

describe('findInstruction', () => {
  it.each([
    ['[builder 1/4] FROM docker.io/library/ubuntu:24.04', 2],
    ['[builder 2/4] RUN make', 4],
    ['[builder 3/4] WORKDIR /app', 5],
    ['[builder 4/4] RUN make', 6],
    ['[stage-1 1/2] RUN make', 9],
    ['[stage-1 2/2] COPY --from=builder /a /a', 10],
    ['[linux/amd64 last 1/4] COPY one two /', 13],
    ['[last 3/4] RUN echo 1', 15],
  ])('finds %s by its number', (name, line) => {
    expect(findInstruction(name, DOCKERFILE)?.line).toBe(line);
  });

  it.each([
    ['[builder 2/9] ONBUILD COPY x /y', 2, 'FROM ${BASE} AS builder with its'],
    ['[stage-1 1/9] ONBUILD RUN make', 8, 'FROM builder with its'],
  ])('finds the FROM that brings %s in', (name, line, text) => {
    const found = findInstruction(name, DOCKERFILE);
    expect(found?.line).toBe(line);
    expect(found?.text).toContain(text);
  });

  it('finds ONBUILD of the same file', () => {
    const text = 'FROM a AS x\nONBUILD COPY b /\nFROM x\nRUN c\n';
    expect(findInstruction('[stage-1 1/2] ONBUILD COPY b /', text)?.line).toBe(
      2,
    );
  });

  it.each([
    ['[last 2/9] RUN pip install numpy==1', 14],
    ['[last 2/9] COPY one   two /', 13],
  ])('finds %s by its text when steps were added', (name, line) => {
    expect(findInstruction(name, DOCKERFILE)?.line).toBe(line);
  });

  it.each([
    ['two could be it', '[last 8/9] RUN echo 1'],
    ['none could be it', '[last 8/9] RUN other'],
    ['the number hits another instruction', '[last 1/4] WORKDIR /'],
    ['it is not a step', '[internal] load build context'],
  ])('finds nothing when %s', (_why, name) => {
    expect(findInstruction(name, DOCKERFILE)).toBeUndefined();
  });

  it('minds no blank before a number that is shorter than the total', () => {
    const text = `FROM x AS long\n${'RUN a\n'.repeat(9)}`;
    expect(findInstruction('[long  8/10] RUN a', text)?.line).toBe(8);
    expect(stepText('[ 8/10] RUN a')).toBe('RUN a');
  });

  it('counts the steps of the only stage, which has no name', () => {
    const text = 'FROM x\nRUN a\nRUN a\n';
    expect(findInstruction('[3/3] RUN a', text)?.line).toBe(3);
  });
});

describe('stepText', () => {
  it.each([
    ['[a 2/5] RUN  x   y', 'RUN x y'],
    ['exporting to image', 'exporting to image'],
  ])('of %s is %s', (name, text) => {
    expect(stepText(name)).toBe(text);
  });
});
