import type { LeftBehind } from '../run/lock/list-left-behind';
import { renderLeftBehind } from './render-left-behind';

const place = (line: number) => ({
  file: 'packages/geo/requirements.txt',
  line,
});
const geo: LeftBehind = {
  ...{ flavour: 'geo', line: '18', other: '17.3-LTS', below: null },
  reasons: ['geo cannot be locked for 18:'],
  places: [place(1), place(1), place(2), place(3), place(4)],
};

describe('renderLeftBehind', () => {
  it('tells in one place who, why, and what to do', () => {
    const above = { ...geo, flavour: 'above', reasons: [], places: [] };
    expect(renderLeftBehind([geo, { ...above, below: 'geo' }])).toBe(
      [
        'could not be moved to 18:',
        '  geo    packages/geo/requirements.txt:1, packages/geo/requirements.txt:2, packages/geo/requirements.txt:3 and 1 more: geo cannot be locked for 18',
        '  above  is built on geo, which could not',
        'mend these lines and lock again, or leave the flavours where they are:',
        '  npx nx g brickyard:runtime 17.3-LTS --upgrade=geo,above --replace=18',
      ].join('\n'),
    );
  });

  it('has a command for each line that flavours stay on', () => {
    const other = { ...geo, flavour: 'other', other: '16.4-LTS', places: [] };
    const lines = renderLeftBehind([geo, other]).split('\n');
    expect(lines.slice(2)).toEqual([
      '  other  geo cannot be locked for 18',
      'mend these lines and lock again, or leave the flavours where they are:',
      '  npx nx g brickyard:runtime 17.3-LTS --upgrade=geo --replace=18',
      '  npx nx g brickyard:runtime 16.4-LTS --upgrade=other --replace=18',
    ]);
  });

  it('is empty where everybody could', () => {
    expect(renderLeftBehind([])).toBe('');
  });
});
