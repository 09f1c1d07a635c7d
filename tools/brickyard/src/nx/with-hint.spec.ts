import { BrickyardError } from '../errors';
import { withHint } from './with-hint';

describe('withHint', () => {
  it('gives back what the work gives', () => {
    expect(withHint(() => 1)).toBe(1);
  });

  it('puts code and hint where Nx shows them', () => {
    const work = () => {
      throw new BrickyardError('PARENT_UNKNOWN', 'no flavour x', {
        hint: 'flavours: y',
      });
    };
    expect(() => withHint(work)).toThrow(
      expect.objectContaining({
        code: 'PARENT_UNKNOWN',
        message: 'no flavour x [PARENT_UNKNOWN]\n  hint: flavours: y',
      }) as Error,
    );
  });

  it.each([
    ['/nx/bin/nx.js run-many -t docker-push', true],
    ['/nx/bin/nx.js affected -t docker-push', true],
    ['/nx/isolation/plugin-worker.js /tmp/1.sock brickyard', true],
    ['/nx/bin/nx.js docker-push affected', false],
    ['/nx/bin/nx.js show projects', false],
  ])('prints what Nx would leave out: %s, %s', (command, isPrinted) => {
    const written: string[] = [];
    const stderr = { write: (text: string) => written.push(text) };
    const argv = ['node', ...command.split(' ')];
    const work = () => {
      throw new BrickyardError('PARENT_UNKNOWN', 'no flavour x');
    };
    expect(() => withHint(work, { argv, stderr })).toThrow();
    expect(written).toEqual(
      isPrinted ? ['\nno flavour x [PARENT_UNKNOWN]\n'] : [],
    );
  });

  it('leaves other errors as they are', () => {
    const error = new TypeError('x');
    const work = () => {
      throw error;
    };
    expect(() => withHint(work)).toThrow(error);
  });
});
