import { builtInRuntimes } from '../runtime/catalogue';
import { caught } from '../testing/test-error';
import { listTargets } from './image-target';
import { testFlavour, testWorkspace } from './testing/test-images';

const both = testFlavour('both', 'FROM ubuntu:24.04\n', {
  runtimes: ['17.3-LTS', '15.4-LTS'],
});
const one = testFlavour('one', 'FROM ubuntu:24.04\n');

describe('listTargets', () => {
  it('is each flavour for each of its runtimes', () => {
    const targets = listTargets(testWorkspace([both, one]));
    expect(targets.map(({ id, isFirst }) => [id, isFirst])).toEqual([
      ['both@17.3-LTS', true],
      ['both@15.4-LTS', false],
      ['one@17.3-LTS', true],
    ]);
    expect(targets[1]).toMatchObject({
      flavour: both,
      runtime: { name: '15.4-LTS' },
    });
  });

  it("lets a profile's runtime stand for all others", () => {
    const workspace = testWorkspace([both, one], { runtime: '16.4-LTS' });
    expect(listTargets(workspace).map(({ id }) => id)).toEqual([
      'both@16.4-LTS',
      'one@16.4-LTS',
    ]);
  });

  it('replaces lines one by one, and keeps the others', () => {
    const runtime = { '17.3-LTS': '16.4-LTS' };
    const targets = listTargets(testWorkspace([both, one], { runtime }));
    expect(targets.map(({ id, lines }) => [id, lines])).toEqual([
      ['both@16.4-LTS', ['17.3-LTS']],
      ['both@15.4-LTS', ['15.4-LTS']],
      ['one@16.4-LTS', ['17.3-LTS']],
    ]);
  });

  it('keeps two images apart whose lines are replaced by two', () => {
    const stands = builtInRuntimes.map((runtime) => {
      return { ...runtime, name: `stand-in-${runtime.name}` };
    });
    const runtime = {
      '17.3-LTS': 'stand-in-17.3-LTS',
      '15.4-LTS': 'stand-in-15.4-LTS',
    };
    const runtimes = [...builtInRuntimes, ...stands];
    const workspace = { ...testWorkspace([both], { runtime }), runtimes };
    const targets = listTargets(workspace);
    expect(targets.map(({ id, isFirst }) => [id, isFirst])).toEqual([
      ['both@stand-in-17.3-LTS', true],
      ['both@stand-in-15.4-LTS', false],
    ]);
  });

  it('makes one image of lines that share a replacement', () => {
    const runtime = { '17.3-LTS': '16.4-LTS', '15.4-LTS': '16.4-LTS' };
    const targets = listTargets(testWorkspace([both], { runtime }));
    expect(targets).toMatchObject([
      { id: 'both@16.4-LTS', lines: ['17.3-LTS', '15.4-LTS'] },
    ]);
  });

  it('names the image.ts of a runtime that is not known', () => {
    const flavour = testFlavour('x', 'FROM a\n', { runtimes: ['17.4-LTS'] });
    // A profile hides no typing error.
    const workspace = testWorkspace([flavour], { runtime: '16.4-LTS' });
    expect(caught(() => listTargets(workspace))).toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      message:
        "packages/x/image.ts: runtimes: runtime '17.4-LTS' is not known; known are 15.4-LTS, 16.4-LTS, 17.3-LTS",
      hint: 'check its name; npx nx g brickyard:runtime 17.4-LTS adds a line',
    });
  });

  it('blames the profile for its own', () => {
    const workspace = testWorkspace([one], { runtime: 'lab' });
    expect(caught(() => listTargets(workspace))).toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      message: expect.stringMatching(
        /^runtime of the profile: runtime 'lab' is not known/,
      ) as string,
    });
  });
});
