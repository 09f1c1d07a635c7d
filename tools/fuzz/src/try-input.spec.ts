import { BrickyardError, problemsError } from '../../brickyard/src/errors';
import { attempt } from './judge';
import { PLANTED, PLANTED_URL } from './mutate';
import type { Target } from './target';
import { tryInput } from './try-input';

const code = 'DOCKERFILE_INVALID';
const at = (line: number, message: string) => {
  return { place: { file: 'f', line }, message };
};

/** As a reader that does this with every text. */
function find(read: () => unknown, text = 'a\nb') {
  const check = (input: Buffer) => void attempt(String(input), read);
  const target: Target = { name: 'x', listSeeds: () => [], tokens: [], check };
  return tryInput(target, Buffer.from(text), { cpu: 10_000 });
}

describe('tryInput', () => {
  it.each<[string, () => unknown]>([
    ['a value', () => [1]],
    [
      'an error at a line',
      () => {
        throw problemsError(code, [at(2, 'no'), at(1, 'no')]);
      },
    ],
  ])('finds nothing in %s', async (_, read) => {
    expect(await find(read)).toBeUndefined();
  });

  let count = 0;
  it.each<[string, () => unknown, string]>([
    ['an error of Node', () => JSON.parse('{') as unknown, 'SyntaxError'],
    ['another value each time', () => count++, 'read in two ways'],
    [
      'a stack that overflows',
      function deep(): unknown {
        return [deep()];
      },
      'RangeError',
    ],
    [
      'a line that is not there',
      () => {
        throw problemsError(code, [at(3, 'no')]);
      },
      'line 3 is not in a file of 2',
    ],
    [
      'what is told twice',
      () => {
        const problems = [at(1, 'no'), at(1, 'no')];
        throw new BrickyardError(code, 'no', { problems });
      },
      'told twice',
    ],
  ])('finds %s', async (_, read, message) => {
    expect((await find(read))?.message).toContain(message);
  });

  it('finds a password of the text in a message', async () => {
    const read = () => {
      throw new BrickyardError(code, `no ${PLANTED}`);
    };
    expect(await find(read, PLANTED)).toBeUndefined();
    const finding = await find(read, PLANTED_URL);
    expect(finding?.message).toContain('tells a password');
  });

  it('finds what takes too long, twice', async () => {
    const check = jest.fn();
    const target = { name: 'x', listSeeds: () => [], tokens: [], check };
    const finding = await tryInput(target, Buffer.from('abc'), { cpu: 0 });
    expect(finding).toMatchObject({ signature: 'slow' });
    expect(check).toHaveBeenCalledTimes(2);
  });
});
