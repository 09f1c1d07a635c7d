import { describeStep } from './describe-step';

describe('describeStep', () => {
  it.each([
    ['COPY /layers/8/ / # buildkit', 'COPY /layers/8/ /'],
    ['RUN /bin/sh -c a   &&  b # buildkit', 'RUN a && b'],
    ['RUN |2 A=17 B= /bin/sh -c make # buildkit', 'RUN make'],
    ['RUN |1 A=b c /bin/bash -o pipefail -c make # buildkit', 'RUN make'],
    ['RUN |1 TOKEN=secret make all # buildkit', 'RUN …'],
    ['RUN make all # buildkit', 'RUN make all'],
    ['RUN /bin/sh -c <<E\n\tmake\nE # buildkit', 'RUN <<E make E'],
    ['WORKDIR /a', 'WORKDIR /a'],
    // As the builder before BuildKit wrote it.
    ['/bin/sh -c #(nop) ADD file:1f in / ', 'ADD file:1f in /'],
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ['/bin/sh -c apt-get update', 'RUN apt-get update'],
    ['|1 TOKEN=secret /bin/sh -c make', 'RUN make'],
    ["# debian.sh --arch 'amd64' out/", "# debian.sh --arch 'amd64' out/"],
    ['Imported from -', 'Imported from -'],
    ['', ''],
  ])('%j: %j', (createdBy, step) => expect(describeStep(createdBy)).toBe(step));

  it('is short, and has no login in it', () => {
    const long = `RUN /bin/sh -c curl https://ada:secret@host/${'x'.repeat(1e6)}`;
    const step = describeStep(long);
    expect(step).toHaveLength(72);
    expect(step).not.toContain('secret');
  });

  it('does not show arguments that have no end', () => {
    const args = `|1 A=${'secret '.repeat(1e4)}`;
    expect(describeStep(`RUN ${args} /bin/sh -c make`)).toBe('RUN …');
  });
});
