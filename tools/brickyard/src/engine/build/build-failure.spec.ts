import type { BuildFailure } from './build-failure';
import { buildFailure } from './build-failure';

const FILE = 'packages/python/Dockerfile';
const DOCKERFILE = 'FROM base\n\nRUN make \\\n  all\nCOPY src /src\n';

function failureOf(name: string, text: string, tail: string[] = []) {
  const step = name === '' ? undefined : { name, error: text, tail };
  const failure: BuildFailure = { text, step, file: FILE };
  return buildFailure({ ...failure, dockerfile: DOCKERFILE });
}

describe('buildFailure', () => {
  it('shows instruction, line, exit code and last output', () => {
    const text = 'executor failed running [/bin/sh -c make all]: exit code: 2';
    const error = failureOf('[2/3] RUN make   all', text, ['a.c:1', 'Error 2']);
    expect(error.code).toBe('BUILD_FAILED');
    expect(error.message).toBe(
      `${FILE}:3: RUN make all: exit code 2\n  | a.c:1\n  | Error 2`,
    );
    expect(error.problems).toEqual([
      { place: { file: FILE, line: 3 }, message: 'RUN make all: exit code 2' },
    ]);
  });

  it('reads the exit code of a newer engine', () => {
    const text = `process "/bin/sh -c make all" did not complete successfully: exit code: 137`;
    const error = failureOf('[2/3] RUN make all', text);
    expect(error.message).toContain('RUN make all: exit code 137');
    expect(error.hint).toContain('memory');
  });

  it('tells a full disk by what the step printed, and names the step', () => {
    const tail = ["cp: error writing '/x': No space left on device", 'Error 1'];
    const error = failureOf('[2/3] RUN make all', 'exit code: 1', tail);
    expect(error.code).toBe('DISK_FULL');
    expect(error.message).toContain(`${FILE}:3: RUN make all: exit code 1`);
    expect(error.hint).toContain('docker builder prune');
  });

  it('leaves the line out when it is not sure', () => {
    const error = failureOf('[7/9] RUN other', 'exit code: 1');
    expect(error.message).toBe(`${FILE}: RUN other: exit code 1`);
  });

  it.each([
    'failed to walk /var/lib/docker/tmp/buildkit-mount28/src: lstat /var/lib/docker/tmp/buildkit-mount28/src: no such file or directory',
    'failed to calculate checksum of ref abc::def: "/src": not found',
    '"/src" not found: not found',
  ])('says that a source is missing: %s', (text) => {
    const error = failureOf('[3/3] COPY src /src', text);
    expect(error.code).toBe('BUILD_FAILED');
    expect(error.message).toMatch(/:5: COPY src \/src: "src" is not there/);
  });

  it.each([
    ['COPY --from=tools:1 /absent /x', 'absent', 'tools:1'],
    ['COPY --link --from=builder /a/b /x', 'a/b', 'builder'],
    [
      'RUN --mount=type=bind,from=tools:1,source=absent,target=/x ls',
      'absent',
      'tools:1',
    ],
  ])('says what has not the source of %s', (step, source, from) => {
    const text = `failed to calculate checksum of ref abc::def: "/${source}": not found`;
    const { message } = failureOf(`[3/3] ${step}`, text);
    expect(message).toContain(`"${source}" is not in ${from}`);
    expect(message).not.toContain('.dockerignore');
  });

  it.each([
    '/bin/sh: 1: ./setup.sh: not found',
    "/usr/bin/env: 'bash\\r': No such file or directory",
    '/bin/bash^M: bad interpreter',
  ])('says what else "not found" may mean: %s', (line) => {
    const error = failureOf('[2/3] RUN ./setup.sh', 'exit code: 127', [line]);
    expect(error.hint).toContain('CRLF');
    const other = failureOf('[2/3] RUN ./setup.sh', 'exit code: 1', [line]);
    expect(other.hint).toBeUndefined();
  });

  it.each([
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 3: unknown instruction: FOO',
    'failed to solve: dockerfile parse error on line 3: unknown instruction: FOO',
  ])('names the line that does not parse: %s', (text) => {
    expect(failureOf('', text)).toMatchObject({
      code: 'DOCKERFILE_INVALID',
      message: `${FILE}:3: unknown instruction: FOO`,
    });
  });

  it.each([
    [
      '[internal] load metadata for r:5000/x:1',
      'connection refused',
      'UNREACHABLE',
    ],
    ['[1/3] FROM r:5000/x:1', '401 Unauthorized', 'UNAUTHORIZED'],
    [
      'resolve image config for docker-image://r:5000/x:1',
      'r:5000/x:1: not found',
      'NAME_UNKNOWN',
    ],
    ['docker-image://r:5000/x:1', '403 Forbidden', 'DENIED'],
  ])('names the image of %s (%s)', (name, text, code) => {
    const error = failureOf(name, text);
    expect(error.code).toBe(`REGISTRY_${code}`);
    expect(error.message).toContain('pull r:5000/x:1: ');
  });

  it.each([
    ['[2/3] RUN make', 'write /x: no space left on device', 'DISK_FULL'],
    ['[2/3] RUN make', 'secret tok not found: not found', 'SECRET_MISSING'],
    [
      '',
      'failed to solve with frontend dockerfile.v0: failed to create LLB definition: target stage z could not be found',
      'DOCKERFILE_INVALID',
    ],
    [
      '',
      'failed to solve with frontend dockerfile.v0: failed to read dockerfile: open /x/Dockerfile: no such file or directory',
      'CONTEXT_INVALID',
    ],
    ['', 'anything else', 'BUILD_FAILED'],
  ])('of "%s" with "%s" is %s', (name, text, code) => {
    expect(failureOf(name, text)).toMatchObject({ code });
  });
});
