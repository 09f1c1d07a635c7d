import { shortenStep } from './shorten-step';

const key = '6f9ae16de83d5d7599c00b2892042611ab3c4e58';
const digest = `${key}${'0'.repeat(24)}`;

describe('shortenStep', () => {
  it.each([
    ['[2/3] RUN make', '[2/3] RUN make'],
    [
      '[lock  2/12] RUN --mount=type=bind,from=team/toolbox:1,target=/toolbox     --mount=type=cache,target=/root/.cache/uv /toolbox/lock a b',
      '[lock 2/12] RUN /toolbox/lock a b',
    ],
    ['RUN --mount=type=tmpfs,target="/a b" --network=none make', 'RUN make'],
    ['run --security=insecure make --mount=x', 'run make --mount=x'],
    [
      '[2/3] COPY --from=a --chmod=755 b /',
      '[2/3] COPY --from=a --chmod=755 b /',
    ],
    [
      `[1/2] FROM docker.io/team/base:k-${key}`,
      '[1/2] FROM docker.io/team/base:k-6f9ae16de83d…',
    ],
    [`FROM a@sha256:${digest} AS b`, 'FROM a@sha256:6f9ae16de83d… AS b'],
    [`RUN echo ${key}`, `RUN echo ${key}`],
    ['RUN a \\\n  b', 'RUN a \\ b'],
  ])('%s', (name, expected) => {
    expect(shortenStep(name, 200)).toBe(expected);
  });

  it('cuts after the flags are gone', () => {
    const name = `RUN --mount=type=bind,target=/${'x'.repeat(90)} make all`;
    expect(shortenStep(name, 20)).toBe('RUN make all');
    expect(shortenStep(name, 9)).toBe('RUN make…');
  });
});
