import { listRequestLines } from './list-request-lines';

function list(files: Record<string, string>) {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  return listRequestLines(all, 'packages/geo', '3.12').map(
    ({ text, place, isConstraint }) =>
      `${place.file}:${place.line} ${text}${isConstraint ? ' (-c)' : ''}`,
  );
}

describe('listRequestLines', () => {
  it('names each line that asks for a package on this Python', () => {
    const text = [
      '# comment',
      'Pandas >= 2, < 3',
      'tomli ; python_version < "3.11"',
      'x @ https://user:secret@host/x-1.0-py3-none-any.whl',
      './wheels/y-1.0-py3-none-any.whl',
      'not a requirement',
    ];
    const [first, second, third, ...more] = list({
      'requirements.txt': text.join('\n'),
    });
    expect(first).toBe('packages/geo/requirements.txt:2 pandas>=2,<3');
    expect(second).toContain('requirements.txt:4 x @ https://');
    expect(second).not.toContain('secret');
    expect(third).toContain('requirements.txt:5 ./wheels/y');
    expect(more).toEqual([]);
  });

  it('tells files that constrain from those that install', () => {
    const lines = list({
      'requirements.txt': '-r more.txt\n-c held.txt\n',
      'more.txt': 'numpy\n',
      'held.txt': 'numpy<2\n',
    });
    expect(lines).toEqual([
      'packages/geo/more.txt:1 numpy',
      'packages/geo/held.txt:1 numpy<2 (-c)',
    ]);
  });
});
