import { BrickyardError } from '../errors';
import { testFlavour, testImages } from '../plan/testing/test-images';
import type { LockTask } from '../run/lock/lock-request';
import type {
  Changed,
  GroupDiff,
  OneSided,
} from '../versioning/inventory-diff';
import { renderLocks } from './render-locks';

const [image] = testImages([testFlavour('team', 'FROM scratch\n')]);
const task = (id: string) => ({ id, image, line: '17.3-LTS' }) as LockTask;
const path = 'packages/team/locks/17.3-LTS.txt';

function render(
  outcomes: Record<string, unknown>,
  ...others: string[]
): string {
  const tasks = Object.keys(outcomes).map(task);
  const entries = Object.entries(outcomes) as never;
  const outdated = others.map((flavour) => ({ flavour, on: ['team'] }));
  return renderLocks({ tasks, outcomes: new Map(entries), outdated });
}

describe('renderLocks', () => {
  it('has a line for each lock', () => {
    const result = [
      { path, state: 'new', packages: 1 },
      { path, state: 'unchanged', packages: 20 },
    ];
    expect(render({ 'team@17.3-LTS': { state: 'done', result } })).toBe(
      [`${path}  new        1 package`, `${path}  unchanged  20 packages`].join(
        '\n',
      ),
    );
  });

  it('says what has changed', () => {
    const of = (change: Partial<GroupDiff>) => {
      const diff = { added: [], changed: [], removed: [], ...change };
      const file = { path, state: 'changed', packages: 20, diff };
      return render({ a: { state: 'done', result: [file] } });
    };
    const named = (name: string) => ({ name, version: '1' }) as OneSided;
    const pandas = { name: 'pandas', from: '2.2.2', to: '2.2.3' } as Changed;
    const all = {
      added: [named('a')],
      changed: [pandas],
      removed: [named('b')],
    };
    expect(of(all)).toBe(
      `${path}  changed  20 packages  + a 1, pandas 2.2.2 → 2.2.3, - b`,
    );
    const many = Array.from('abcdefghij', named);
    expect(of({ added: many })).toMatch(/\+ h 1, 2 more$/);
    expect(of({})).toMatch(/20 packages {2}the same packages$/);
  });

  it.each([
    [['child'], 'child is', 'nx lock child'],
    [
      ['child', 'other'],
      'child, other are',
      'nx run-many -t lock -p child,other',
    ],
  ])('says that %j has to follow', (others, who, command) => {
    const result = [{ path, state: 'changed', packages: 2 }];
    const text = render({ a: { state: 'done', result } }, ...others);
    expect(text.split('\n').slice(1)).toEqual([
      `${who} locked on top of it, and stale by now: npx ${command}`,
    ]);
  });

  it('shows why there is none, below', () => {
    const error = new BrickyardError('LOCK_CONFLICT', 'no', { hint: 'so' });
    const text = render({
      a: { state: 'failed', error },
      b: { state: 'skipped', because: 'a' },
    });
    expect(text).toBe(
      'b  skipped: a did not succeed\na: no [LOCK_CONFLICT]\n  hint: so',
    );
  });

  it('counts what is unchanged', () => {
    const result = ['a', 'b'].map((name) => {
      return { path: name, state: 'unchanged', packages: 20 };
    });
    const changed = [{ path, state: 'new', packages: 2 }];
    const text = render({
      'team@17.3-LTS': { state: 'done', result },
      'team@16.4-LTS': { state: 'done', result: changed },
    });
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      `${path}  new  2 packages`,
      'team: 2 locks unchanged',
    ]);
  });

  it('tells once what is wrong on several lines', () => {
    const tasks = ['17.3-LTS', '16.4-LTS', '15.4-LTS'].map((line) => {
      return { id: `team@${line}`, image, line } as LockTask;
    });
    const said = (text: string) => {
      const error = new BrickyardError('LOCK_FAILED', text, { hint: 'so' });
      return { state: 'failed', error } as const;
    };
    const outcomes = new Map([
      ['team@17.3-LTS', said('no lock for 17.3-LTS: six is not there')],
      ['team@16.4-LTS', said('no lock for 16.4-LTS: six is not there')],
      ['team@15.4-LTS', said('no lock for 15.4-LTS: idna is not there')],
    ]);
    const text = renderLocks({ tasks, outcomes, outdated: [] });
    expect(text.split('\n')).toEqual([
      'team@17.3-LTS, team@16.4-LTS: no lock for 17.3-LTS, 16.4-LTS: six is not there [LOCK_FAILED]',
      '  hint: so',
      'team@15.4-LTS: no lock for 15.4-LTS: idna is not there [LOCK_FAILED]',
      '  hint: so',
    ]);
  });
});
