import type { Reason } from '../key/key-part';
import type { BuildPlan, ImagePlan } from '../plan/build-plan';
import { renderPlan, renderPlanMarkdown } from './render-plan';

const image = (
  flavour: string,
  reasons: Reason[],
  foundIn: ImagePlan['foundIn'] = null,
): ImagePlan => ({
  flavour,
  runtime: '17.3-LTS',
  action: foundIn === null ? 'build' : 'reuse',
  foundIn,
  key: 'k',
  reasons,
});
const planOf = (...images: ImagePlan[]): BuildPlan => {
  return { images, requests: { head: 0, get: 0 } };
};
const changed = (part: string): Reason => {
  return { part, change: 'changed', from: 'sha256:1', to: 'sha256:2' };
};

const plan = planOf(
  image('minimal', [], 'engine'),
  image('r', [], 'registry'),
  image('python', [changed('context:a|b\\c'), changed('dockerfile')]),
);

const movedPlan: BuildPlan = {
  ...planOf(),
  movedBases: [
    {
      image: 'ubuntu:24.04',
      locked: `sha256:${'1'.repeat(64)}`,
      current: `sha256:${'2'.repeat(64)}`,
    },
  ],
};
const movedLine =
  'base ubuntu:24.04 has moved since it was locked: sha256:111111111111… → sha256:222222222222… (brickyard refresh takes it)';

describe('renderPlan', () => {
  it('names bases that moved', () => {
    expect(renderPlan(movedPlan)).toBe(`0 to build, 0 to reuse\n${movedLine}`);
  });

  it('is a line for each image, and the totals', () => {
    expect(renderPlan(plan)).toBe(
      [
        'minimal  17.3-LTS  reuse (engine)',
        'r        17.3-LTS  reuse (registry)',
        'python   17.3-LTS  build             a|b\\c changed; Dockerfile changed',
        '1 to build, 2 to reuse',
      ].join('\n'),
    );
  });

  it('lists eight reasons, and counts the rest', () => {
    const reasons = (count: number) =>
      Array.from({ length: count }, (_, i) => changed(`context:f${i}`));
    const text = (count: number) =>
      renderPlan(planOf(image('x', reasons(count))));
    expect(text(8)).toContain('f7 changed\n');
    expect(text(10)).toContain('f7 changed; and 2 more\n');
    expect(text(10)).not.toContain('f8');
  });

  it('says when there is nothing', () => {
    expect(renderPlan(planOf())).toBe('0 to build, 0 to reuse');
  });
});

describe('what builds cost', () => {
  const cost = {
    ...{ size: 351_800_000, upload: 1_100_000, download: 17_300_000 },
    ...{ isBound: false, uncounted: [] },
  };
  const told =
    'uploads about 1.1 MB of 351.8 MB; a node that has the last image pulls about 17.3 MB';
  const costly = planOf(image('r', [], 'engine'), { ...image('p', []), cost });

  it('is told of each, where it is known', () => {
    expect(renderPlan(costly).split('\n').slice(2)).toEqual([
      '1 to build, 1 to reuse',
      `p@17.3-LTS  ${told}`,
    ]);
  });

  it('is an item of a list in Markdown', () => {
    expect(renderPlanMarkdown(costly)).toMatch(
      new RegExp(`\n\n1 to build, 1 to reuse\n\n- \`p@17.3-LTS\` ${told}$`),
    );
  });
});

describe('renderPlanMarkdown', () => {
  it('names bases that moved', () => {
    expect(renderPlanMarkdown(movedPlan)).toMatch(
      /\n\n0 to build, 0 to reuse\n\n- base ubuntu:24.04 has moved [^\n]*$/,
    );
  });

  it('is a table', () => {
    expect(renderPlanMarkdown(plan)).toBe(
      [
        '| flavour | runtime | action | why |',
        '| --- | --- | --- | --- |',
        '| `minimal` | 17.3-LTS | reuse (engine) |  |',
        '| `r` | 17.3-LTS | reuse (registry) |  |',
        '| `python` | 17.3-LTS | build | a\\|b\\\\c changed<br>Dockerfile changed |',
        '',
        '1 to build, 2 to reuse',
      ].join('\n'),
    );
  });
});
