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

  it('leaves other errors as they are', () => {
    const error = new TypeError('x');
    const work = () => {
      throw error;
    };
    expect(() => withHint(work)).toThrow(error);
  });
});
