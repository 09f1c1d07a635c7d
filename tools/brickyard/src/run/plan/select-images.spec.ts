import { testFlavour, testWorkspace } from '../../plan/testing/test-images';
import { caught } from '../../testing/test-error';
import { selectImages } from './select-images';

const both = { runtimes: ['17.3-LTS', '16.4-LTS'] };
const base = testFlavour('base', 'FROM ubuntu:24.04\n', both);
const child = testFlavour('child', 'FROM brickyard/base\n', both);
const other = testFlavour('other', 'FROM ubuntu:24.04\n');
const workspace = testWorkspace([base, child, other]);

const family17 = ['base@17.3-LTS', 'child@17.3-LTS'];
const family16 = ['base@16.4-LTS', 'child@16.4-LTS'];

const idsOf = (...request: [flavours?: string[], runtimes?: string[]]) =>
  selectImages(workspace, ...request).map(({ id }) => id);

describe('selectImages', () => {
  it.each([
    [undefined, undefined, [...family17, ...family16, 'other@17.3-LTS']],
    [undefined, ['17.3-LTS'], [...family17, 'other@17.3-LTS']],
    [['child'], undefined, [...family17, ...family16]],
    [['child'], ['16.4-LTS'], family16],
    [['child', 'other'], ['16.4-LTS'], family16],
    [['child'], ['16.4-LTS', '17.3-LTS'], [...family17, ...family16]],
  ])('of %j for %j are %j', (flavours, runtimes, ids) => {
    expect(idsOf(flavours, runtimes).sort()).toEqual([...ids].sort());
  });

  it('brings the parents for the same runtime, first', () => {
    expect(idsOf(['child'], ['16.4-LTS'])).toEqual([
      'base@16.4-LTS',
      'child@16.4-LTS',
    ]);
  });

  it('knows what the flavours asked for are built for', () => {
    expect(caught(() => idsOf(['other'], ['16.4-LTS']))).toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      message: "--runtime: no image of other is for '16.4-LTS'",
      hint: 'runtimes: 17.3-LTS',
    });
    expect(caught(() => idsOf(undefined, ['17.3', '']))).toMatchObject({
      message: "--runtime: no image of base, child, other is for '17.3', ''",
      hint: 'runtimes: 16.4-LTS, 17.3-LTS',
    });
  });

  it('takes a line that a profile replaces for its replacement', () => {
    const runtime = { '16.4-LTS': '15.4-LTS' };
    const replaced = testWorkspace([base], { runtime });
    for (const name of ['16.4-LTS', '15.4-LTS']) {
      expect(selectImages(replaced, ['base'], [name])).toMatchObject([
        { id: 'base@15.4-LTS' },
      ]);
    }
  });
});
