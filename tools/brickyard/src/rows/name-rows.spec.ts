import { nameRows } from './name-rows';

const text =
  'brickyard:row\tr\t4.4.2\nnoise\nbrickyard:row\tapt\tbash\t5.2\nbrickyard:row\tapt\tzsh\t5.9\n';

describe('nameRows', () => {
  it('gives the rows of one kind their names', () => {
    const rows = nameRows(text, 'here');
    expect(rows.take('apt', ['name', 'version'])).toEqual([
      { name: 'bash', version: '5.2' },
      { name: 'zsh', version: '5.9' },
    ]);
    expect(rows.take('python', ['version'])).toEqual([]);
    expect(rows.problems).toEqual([]);
  });

  it.each([
    ['too few fields', 'a', 'received "a"'],
    ['too many', 'a\tb\tc', 'received "a", "b", "c"'],
    ['an empty one', 'a\t', 'received "a", ""'],
  ])('names the line of a row with %s', (_, fields, received) => {
    const rows = nameRows(`noise\nbrickyard:row\tapt\t${fields}\n`, 'here');
    expect(rows.take('apt', ['name', 'version'])).toEqual([]);
    expect(rows.problems).toEqual([
      {
        place: { file: 'here', line: 2 },
        message: `expected apt with name, version, ${received}`,
      },
    ]);
  });
});
