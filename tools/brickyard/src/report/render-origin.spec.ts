import { renderOrigin } from './render-origin';

const place = { file: 'packages/geo/requirements.txt', line: 3 };
const names = ['first', 'second', 'third', 'it'];

describe('renderOrigin', () => {
  it('leads from the line to what needs it', () => {
    expect(renderOrigin({ kind: 'needed', place, names })).toBe(
      'packages/geo/requirements.txt:3 → first → second → third',
    );
  });

  it.each([
    [50, 'packages/geo/requirements.txt:3 → first → … → third'],
    [10, 'packages/geo/requirements.txt:3 → first → … → third'],
  ])('leaves out the middle where there is room for %i', (room, expected) => {
    expect(renderOrigin({ kind: 'needed', place, names }, room)).toBe(expected);
  });

  it.each([
    ['ubuntu:24.04', 'ubuntu:24.04 or packages/geo, in no list'],
    [null, 'packages/geo, in no list'],
  ])('says that no list names it: %s', (base, expected) => {
    const folder = 'packages/geo';
    expect(renderOrigin({ kind: 'unlisted', folder, base })).toBe(expected);
  });
});
