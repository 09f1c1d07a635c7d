import { mountSecrets } from './mount-secrets';
import { parseDockerfile } from './parse-dockerfile';
import { rewriteDockerfile } from './rewrite-dockerfile';

const text = `FROM a AS tools
RUN make
FROM tools AS Lock
COPY . /
RUN --mount=type=bind,target=/x lock
RUN again
FROM scratch
`;

function mount(stage: string, secretIds: string[]): string {
  const parsed = parseDockerfile(text, 'Dockerfile');
  return rewriteDockerfile(text, mountSecrets(parsed, { stage, secretIds }));
}

describe('mountSecrets', () => {
  it('adds secrets to each step of one stage', () => {
    expect(mount('lock', ['feed', 'two'])).toBe(
      text
        .replace(
          'RUN --mount=type=bind',
          'RUN --mount=type=secret,id=feed --mount=type=secret,id=two --mount=type=bind',
        )
        .replace(
          'RUN again',
          'RUN --mount=type=secret,id=feed --mount=type=secret,id=two again',
        ),
    );
  });

  it('leaves a text alone without secrets, or without the stage', () => {
    expect(mount('lock', [])).toBe(text);
    expect(mount('other', ['feed'])).toBe(text);
  });
});
