import type { RefreshEntry } from '../run/bases/refresh-entries';
import { renderRefresh } from './render-refresh';

const entry = (
  image: string,
  state: RefreshEntry['state'],
  from: string | null,
  to: string | null,
): RefreshEntry => {
  const digest = (digit: string | null) =>
    digit && `sha256:${digit.repeat(64)}`;
  return { image, state, from: digest(from), to: digest(to) };
};
const unchanged = entry('a:1', 'unchanged', '1', '1');
const moved = entry('long/b:1', 'moved', '1', '2');

describe('renderRefresh', () => {
  it('is a line for each reference, and what became of the file', () => {
    const entries = [
      unchanged,
      moved,
      entry('c:1', 'added', null, '3'),
      entry('d:1', 'dropped', '4', null),
      entry('e:1', 'substituted', null, null),
      entry('f:1', 'failed', '6', '6'),
    ];
    expect(renderRefresh({ entries, isWritten: true })).toBe(
      [
        'image     old           new           state',
        'a:1       111111111111  111111111111  unchanged',
        'long/b:1  111111111111  222222222222  moved',
        'c:1       -             333333333333  added',
        'd:1       444444444444  -             dropped: no Dockerfile names it',
        'e:1       -             -             left alone: the profile uses another image',
        'f:1       666666666666  666666666666  left alone: its registry gave no digest',
        'images.lock.json written',
      ].join('\n'),
    );
  });

  it('says when there is nothing to do', () => {
    const result = { entries: [], isWritten: false };
    expect(renderRefresh(result)).toBe('images.lock.json unchanged');
  });

  it('tells a check from a refresh', () => {
    const result = { entries: [unchanged, moved], isWritten: false };
    expect(renderRefresh(result, true)).toMatch(
      /\nimages\.lock\.json is out of date in 1 of 2: npx brickyard refresh$/,
    );
  });
});
