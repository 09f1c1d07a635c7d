import { applyEntries, compareWithLock } from './refresh-entries';

const lock = { kept: '1', moved: '1', gone: '1', off: '1', down: '1' };
const facts = {
  lock,
  current: new Map([
    ['kept', '1'],
    ['moved', '2'],
    ['new', '2'],
    ['down', undefined],
    ['never', undefined],
  ]),
  substituted: new Set(['off', 'off too']),
  isPartial: false,
};

describe('compareWithLock', () => {
  it('tells what becomes of every reference', () => {
    const rows = compareWithLock(facts).map(({ image, state, from, to }) =>
      [image, state, from ?? '-', to ?? '-'].join(' '),
    );
    expect(rows).toEqual([
      'down failed 1 1',
      'gone dropped 1 -',
      'kept unchanged 1 1',
      'moved moved 1 2',
      'never failed - -',
      'new added - 2',
      'off substituted 1 1',
      'off too substituted - -',
    ]);
  });

  it('says nothing of what other flavours may use', () => {
    const entries = compareWithLock({ ...facts, isPartial: true });
    expect(entries.map(({ image }) => image)).not.toContain('gone');
    expect(applyEntries(lock, entries)).toHaveProperty('gone', '1');
  });
});

describe('applyEntries', () => {
  it('is the next lock', () => {
    expect(applyEntries(lock, compareWithLock(facts))).toEqual({
      kept: '1',
      moved: '2',
      new: '2',
      off: '1',
      down: '1',
    });
  });
});
