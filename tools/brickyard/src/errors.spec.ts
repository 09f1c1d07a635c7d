import {
  BrickyardError,
  type ErrorCode,
  isInterrupt,
  isReportable,
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
