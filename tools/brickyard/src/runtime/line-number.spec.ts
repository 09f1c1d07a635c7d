import {
  compareLineNumbers,
  type LineNumber,
  parseLineNumber,
  printLineNumber,
} from './line-number';

const numberOf = (name: string) => {
  const found = parseLineNumber(name);
  return found && printLineNumber(found);
};

describe('parseLineNumber', () => {
  it.each([
    ['17.3-LTS', '17.3'],
    ['17.3.x-scala2.13', '17.3'],
    ['15.4.x-cpu-ml-scala2.12', '15.4'],
    ['18', '18'],
    ['18-LTS', '18'],
    ['18.x-scala2.13', '18'],
    ['18.x', '18'],
    ['18.2', '18.2'],
    ['18.2.x-scala2.13', '18.2'],
    ['18.10', '18.10'],
    ['19.x-ml-scala2.13', '19'],
  ])('of %s is %s', (name, expected) => {
    expect(numberOf(name)).toBe(expected);
  });

  it.each(['lab-debian-12', '2024-team', '3d-vision', 'x18', '', '18-team'])(
    'is nothing for %j',
    (name) => {
      expect(numberOf(name)).toBeUndefined();
    },
  );
});

it('compareLineNumbers puts a line after all of its minors', () => {
  const names = ['18', '9.1-LTS', '18.2', '19', '18.10', '17.3-LTS'];
  const sorted = names
    .map((name) => parseLineNumber(name) as LineNumber)
    .sort(compareLineNumbers)
    .map(printLineNumber);
  expect(sorted).toEqual(['9.1', '17.3', '18.2', '18.10', '18', '19']);
});
