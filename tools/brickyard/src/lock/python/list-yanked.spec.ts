import { listYanked } from './list-yanked';
import { testChild, testLock } from './testing/test-lock';

const printed = [
  'Resolved 1 package in 1ms',
  'warning: `attrs==21.1.0` is yanked (reason: "Installable but "not" importable")',
];

describe('listYanked', () => {
  it('names the line and the reason', () => {
    const lock = testLock('six\nAttrs==21.1.0\n');
    expect(listYanked([lock], printed)).toEqual([
      {
        place: { file: 'packages/team/requirements.txt', line: 2 },
        message:
          'attrs==21.1.0 was taken back by its authors: "Installable but "not" importable"; it is locked anyway, until a line asks for another version',
      },
    ]);
  });

  it('names a line of an image below', () => {
    const lock = testChild('six\n', 'attrs===21.1.0\n');
    expect(listYanked([lock], printed)).toMatchObject([
      { place: { file: 'packages/python/requirements.txt', line: 1 } },
    ]);
  });

  it('names the lock where no line pins it', () => {
    const texts = ['warning: `attrs==21.1.0` is yanked'];
    expect(listYanked([testLock('attrs\n')], texts)).toMatchObject([
      {
        place: { file: 'packages/team/locks/17.3-LTS.txt' },
        message: expect.stringContaining('without a reason') as string,
      },
    ]);
  });

  it('has nothing to say of other output', () => {
    expect(listYanked([testLock('attrs\n')], ['attrs==1'])).toEqual([]);
  });
});
