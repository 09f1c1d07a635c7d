import {
  BrickyardError,
  type ErrorCode,
  isInterrupt,
  isReportable,
  problemsError,
} from './errors';

const failed = (code: ErrorCode) => new BrickyardError(code, 'failed');

describe('isInterrupt', () => {
  it.each([
    ['Ctrl-C', failed('INTERRUPTED'), true],
    ['any other failure', failed('BUILD_FAILED'), false],
    [
      'an error of Node with that code',
      Object.assign(new Error('x'), { code: 'INTERRUPTED' }),
      false,
    ],
    ['no error at all', undefined, false],
  ])('%s', (_name, error, expected) => {
    expect(isInterrupt(error)).toBe(expected);
  });
});

describe('isReportable', () => {
  it.each([
    ['what a user can mend', failed('REGISTRY_UNREACHABLE'), true],
    ['Ctrl-C', failed('INTERRUPTED'), false],
    ['a mistake in Brickyard itself', new TypeError('x'), false],
    ['what is not an error', 'BUILD_FAILED', false],
  ])('%s', (_name, error, expected) => {
    expect(isReportable(error)).toBe(expected);
  });
});

describe('problemsError', () => {
  const at = (line: number, message: string) => {
    return { place: { file: 'f', line }, message };
  };

  it('tells each problem once', () => {
    const problems = [at(1, 'no'), at(2, 'no'), at(1, 'no')];
    const error = problemsError('OPTIONS_INVALID', problems);
    expect(error.message).toBe('f:1: no\nf:2: no');
    expect(error.problems).toEqual([at(1, 'no'), at(2, 'no')]);
  });

  it('shows no login of a URL, wherever it is quoted', () => {
    const url = 'https://ann:pw@h/x';
    const error = problemsError('OPTIONS_INVALID', [at(1, url)], `try ${url}`);
    const shown = 'https://***@h/x';
    expect(error).toMatchObject({
      message: `f:1: ${shown}`,
      hint: `try ${shown}`,
      problems: [at(1, shown)],
    });
  });
});
