import { BrickyardError } from '../../errors';
import { withMirrorHint } from './mirror-hint';

const image = {
  mirrorArgs: { CRAN_MIRROR: 'http://127.0.0.1:5001/cran' },
} as unknown as Parameters<typeof withMirrorHint>[1];

function hintOf(message: string, hint?: string): string | undefined {
  const error = new BrickyardError('BUILD_FAILED', message, { hint });
  return (withMirrorHint(error, image) as BrickyardError).hint;
}

const typo =
  'packages/r/Dockerfile:9: RUN install-r-packages\n' +
  '  | r_packages.sh:3: dplyrr: there is no such package in http://127.0.0.1:5001/cran/__linux__/x\n' +
  '  |   Do you mean dplyr?';
const down =
  '  | install-r-packages: cannot read the R repository at http://127.0.0.1:5001/cran/x: Connection refused';

describe('withMirrorHint', () => {
  it('names the mirror that a failing step speaks of', () => {
    expect(hintOf(down)).toBe(
      'by the mirrors of the profile, CRAN_MIRROR is http://127.0.0.1:5001/cran: is it up, and does it have what is asked for?',
    );
  });

  it('names the mirror of an index, not what it stands in for', () => {
    const mirrors = 'https://a.example/x http://b.example/y';
    const of = {
      mirrorArgs: { PYTHON_INDEX_MIRRORS: mirrors },
    } as unknown as typeof image;
    const hint = (message: string) =>
      (
        withMirrorHint(
          new BrickyardError('BUILD_FAILED', message),
          of,
        ) as BrickyardError
      ).hint;
    expect(hint('no answer from b.example')).toContain(
      'PYTHON_INDEX_MIRRORS is http://b.example/y: is it up',
    );
    expect(hint('no answer from a.example')).toBeUndefined();
  });

  it.each([
    ['a package that no mirror has', typo],
    ['another fault', '  | exit code 1'],
  ])('is silent about %s', (_what, message) => {
    expect(hintOf(message)).toBeUndefined();
  });

  it('names it when one of two faults is its own', () => {
    expect(hintOf(`${typo}\n${down}`)).toContain('CRAN_MIRROR');
  });

  it('leaves a hint that is there', () => {
    expect(hintOf(down, 'log in')).toBe('log in');
  });
});
