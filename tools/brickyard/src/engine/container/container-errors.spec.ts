import { failedExecError, notStartedError } from './container-errors';

const request = { image: 'x:1', command: ['sh', '-c', 'a\n  b'] };

function answer(text: string): Error {
  return Object.assign(new Error(text), { statusCode: 400 });
}

describe('notStartedError', () => {
  it.each([
    [
      'OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "sh": executable file not found in $PATH: unknown',
      'cannot run sh -c a b in x:1: it did not start: exec: "sh": executable file not found in $PATH',
    ],
    [
      'unable to find user',
      'cannot run sh -c a b in x:1: it did not start: unable to find user',
    ],
  ])('%s', (text, message) => {
    const error = notStartedError(request, answer(text));
    expect(error).toMatchObject({ code: 'CONTAINER_FAILED', message });
  });

  it('names a full disk', () => {
    const error = notStartedError(request, answer('no space left on device'));
    expect(error.code).toBe('DISK_FULL');
  });

  it('keeps a script that is an argument short', () => {
    const command = ['sh', '-c', 'x'.repeat(500)];
    const error = notStartedError({ image: 'x:1', command }, answer('y'));
    expect(error.message.length).toBeLessThan(120);
  });
});

describe('failedExecError', () => {
  const result = (stderr: string, over = {}) =>
    failedExecError(request, { exitCode: 255, stdout: '', stderr, ...over });

  it.each([
    ['exec /usr/bin/sh: exec format error\n', /: exec format error$/],
    [
      'standard_init_linux.go:228: exec user process caused: no such file or directory\n',
      /start: exec user process caused: no such/,
    ],
  ])('knows %s', (stderr, message) => {
    expect(result(stderr)).toMatchObject({
      code: 'CONTAINER_FAILED',
      message: expect.stringMatching(message) as string,
    });
  });

  it.each([
    ['a shell that complains', 'sh: 1: exec: no: not found\n', {}],
    ['what else was printed', 'exec /a: b\n', { stdout: 'x' }],
    ['a command that ends well', 'exec /a: b\n', { exitCode: 0 }],
  ])('is not for %s', (_name, stderr, over) => {
    expect(result(stderr, over)).toBeUndefined();
  });
});
