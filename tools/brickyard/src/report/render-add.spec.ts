import type { AddPlan } from '../run/add/add-plan';
import type { AddResult } from '../run/add/apply-add';
import type { LockResult } from '../run/lock/lock-images';
import { renderAdded, renderAddPlan, renderUndone } from './render-add';

const change = { flavour: 'geo', ecosystem: 'python', name: 'a' } as const;
const place = { file: 'packages/geo/requirements.txt', line: 3 };
const plan: AddPlan = {
  changes: [
    { ...change, place, to: 'a' },
    { ...change, place: { ...place, line: 10 }, from: 'b~=1', to: 'b~=2' },
    { ...change, place, from: 'c' },
  ],
  ...{ edits: [], notes: ['d is in geo already'], affected: ['geo', 'top'] },
  ...{ locked: ['geo'], kinds: ['python'], needsEngine: true },
};
const nothing: AddResult = {
  ...{ isUndone: false, left: [], rebuilt: [], notes: [] },
};
const rebuilt = {
  ...{ flavour: 'geo', runtime: '17.3-LTS', action: 'build' as const },
  ...{ foundIn: null, key: 'k' },
  reasons: [{ part: 'context:locks/17.3-LTS.txt', change: 'changed' as const }],
};

describe('renderAddPlan', () => {
  it('shows each line as it was and as it will be', () => {
    expect(renderAddPlan(plan).split('\n')).toEqual([
      'd is in geo already',
      'packages/geo/requirements.txt:3   + a',
      'packages/geo/requirements.txt:10  b~=1 → b~=2',
      'packages/geo/requirements.txt:3   - c',
      'to lock: geo',
    ]);
  });

  it('says when there is nothing to do', () => {
    const none = { ...plan, changes: [], locked: [] };
    expect(renderAddPlan(none)).toBe('d is in geo already\nnothing to change');
  });
});

describe('renderAdded', () => {
  it('lists what is built anew, and how large it was', () => {
    const images = [
      { ...rebuilt, size: 351_700_000 },
      { ...rebuilt, flavour: 'top', reasons: [], size: null },
    ];
    expect(renderAdded({ ...nothing, rebuilt: images }).split('\n')).toEqual([
      '',
      'to rebuild, with the size of the image that was published last:',
      '  geo  17.3-LTS  351.7 MB  locks/17.3-LTS.txt changed',
      '  top  17.3-LTS  –',
      'npx nx affected -t docker-push builds and publishes them, and says how much of it is uploaded',
    ]);
  });

  it('says about how much of it a node pulls, where that is known', () => {
    const cost = {
      ...{ size: 351_700_000, upload: 1, download: 17_300_000 },
      ...{ isBound: false, uncounted: ['a'] },
    };
    const images = [
      { ...rebuilt, size: 351_700_000, cost },
      { ...rebuilt, reasons: [], size: null, cost: { ...cost, isBound: true } },
      { ...rebuilt, flavour: 'top', reasons: [], size: 1 },
    ];
    expect(renderAdded({ ...nothing, rebuilt: images }).split('\n')).toEqual([
      '',
      'to rebuild, with what a node pulls that has the image that was published last:',
      '  geo  17.3-LTS  about 17.3 MB of 351.7 MB  locks/17.3-LTS.txt changed',
      '  geo  17.3-LTS  up to 17.3 MB of 351.7 MB',
      '  top  17.3-LTS  –',
      'not counted, since no lock has its size: a',
      'npx nx affected -t docker-push builds and publishes them, and says how much of it is uploaded',
    ]);
  });

  it('lists what has failed alone, where all is taken back', () => {
    const locks = {
      tasks: ['geo', 'top'].map((name) => ({
        ...{ id: `${name}@1`, line: '1', image: { flavour: { name } } },
      })),
      outcomes: new Map([
        ['geo@1', { state: 'done', result: [{ path: 'p', state: 'new' }] }],
        ['top@1', { state: 'failed', error: new Error('no such package') }],
      ]),
      outdated: [],
    } as unknown as LockResult;
    expect(renderAdded({ ...nothing, locks, isUndone: true })).toBe(
      'top@1: no such package',
    );
  });

  it('says when nothing is', () => {
    expect(renderAdded({ ...nothing, notes: ['n'] })).toBe(
      'n\nno image has to be rebuilt',
    );
  });
});

describe('renderUndone', () => {
  it('tells what is left', () => {
    expect(renderUndone(nothing)).toBe(
      'nothing has changed: lists and locks are as they were before this command',
    );
    expect(renderUndone({ ...nothing, left: ['a.txt'] })).toMatch(
      /^somebody else changed a.txt meanwhile/,
    );
  });
});
