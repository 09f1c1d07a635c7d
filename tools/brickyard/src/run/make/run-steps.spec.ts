import type { KeyedImage } from '../../plan/key-images';
import type { Outcome } from '../shell/schedule';
import type { RunTask } from './run-plan';
import { listSteps, mergeSteps, type StepResult } from './run-steps';

function task(
  name: string,
  parents: string[],
  change: Partial<RunTask> = {},
): RunTask {
  const id = `${name}@17.3-LTS`;
  const image = {
    id,
    use: {},
    externals: [] as KeyedImage['externals'],
    parents: parents.map((parent) => ({ id: `${parent}@17.3-LTS` })),
  } as unknown as KeyedImage;
  const rest = { action: 'build', inventory: true, publish: true } as const;
  return { image, ...rest, ...change };
}

const short = (text: string) => text.replaceAll('@17.3-LTS', '');

describe('listSteps', () => {
  it('lets a step wait for what it needs, and for nothing else', () => {
    const tasks = [task('base', []), task('child', ['base'])];
    const steps = listSteps({ tasks }).map(({ id, after }) => [
      short(id),
      after.map(short),
    ]);
    expect(Object.fromEntries(steps)).toEqual({
      'base provide': [],
      'child provide': ['base provide'],
      'base inventory': ['base provide'],
      'base publish': ['base provide'],
      'base describe': ['base publish', 'base inventory'],
      'child inventory': ['child provide'],
      'child publish': ['child provide', 'base publish'],
      'child describe': ['child publish', 'child inventory'],
    });
  });

  it('has the layers of a base from elsewhere before it publishes', () => {
    const use = { kind: 'from', image: 'ubuntu', line: 1, range: [0, 1] };
    const { image, ...rest } = task('base', []);
    const based = { ...image, use: { base: use }, externals: [use] };
    const stepsOf = (change: Partial<RunTask>) => {
      const changed = {
        image: based as unknown as KeyedImage,
        ...rest,
        ...change,
      };
      return listSteps({ tasks: [changed] });
    };
    const publish = stepsOf({}).find(({ kind }) => kind === 'publish');
    expect(publish?.after.map(short)).toEqual(['base provide', 'base base']);
    for (const change of [{ publish: false }, { action: 'reuse' } as const])
      expect(stepsOf(change).map(({ kind }) => kind)).not.toContain('base');
  });

  it('provides images before it looks into any', () => {
    const tasks = [task('base', []), task('child', ['base'])];
    expect(listSteps({ tasks }).map(({ kind }) => kind)).toEqual([
      ...['provide', 'provide'],
      ...['inventory', 'publish', 'describe'],
      ...['inventory', 'publish', 'describe'],
    ]);
  });

  it('has no step for what a task leaves out', () => {
    const tasks = [task('base', [], { inventory: false, publish: false })];
    expect(listSteps({ tasks }).map(({ kind }) => kind)).toEqual(['provide']);
  });

  it('publishes without an inventory that somebody else makes', () => {
    const tasks = [task('base', [], { inventory: false })];
    const [, publish, describe] = listSteps({ tasks });
    expect(publish?.after.map(short)).toEqual(['base provide']);
    expect(describe?.after.map(short)).toEqual(['base publish']);
  });
});

describe('mergeSteps', () => {
  const tasks = [task('base', []), task('child', ['base'])];
  const done = (result: StepResult): Outcome<StepResult> => ({
    state: 'done',
    result,
  });
  const id = (name: string) => `${name}@17.3-LTS`;

  it('makes one result of the steps of an image', () => {
    const pushed = { digest: 'sha256:1', tags: ['k-1'], written: 1 };
    const outcomes = new Map([
      [`${id('base')} provide`, done({ seconds: 3 })],
      [`${id('base')} inventory`, done({})],
      [`${id('base')} publish`, done({ pushed })],
    ]);
    expect(mergeSteps({ tasks }, outcomes).get(id('base'))).toEqual({
      state: 'done',
      result: { action: 'build', seconds: 3, pushed },
    });
  });

  it('fails with the first step that failed', () => {
    const error = new Error('no room');
    const outcomes = new Map<string, Outcome<StepResult>>([
      [`${id('base')} provide`, { state: 'failed', error }],
      [
        `${id('base')} publish`,
        { state: 'skipped', because: `${id('base')} provide` },
      ],
    ]);
    expect(mergeSteps({ tasks }, outcomes).get(id('base'))).toEqual({
      state: 'failed',
      error,
    });
  });

  it('names the image, not the step, because of which one is skipped', () => {
    const outcomes = new Map<string, Outcome<StepResult>>([
      [`${id('child')} provide`, done({ seconds: 1 })],
      [
        `${id('child')} publish`,
        { state: 'skipped', because: `${id('base')} publish` },
      ],
    ]);
    expect(mergeSteps({ tasks }, outcomes).get(id('child'))).toEqual({
      state: 'skipped',
      because: id('base'),
    });
  });
});
