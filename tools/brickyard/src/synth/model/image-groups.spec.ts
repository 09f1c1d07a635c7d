import { testInput, testPackage } from '../testing/test-input';
import { groupImages } from './image-groups';

const { packages } = testInput();

describe('groupImages', () => {
  it('leaves no image out and gives none to two machines', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => testPackage(name));
    const groups = groupImages(many, 2);
    const own = groups.map(({ others }) =>
      many.map(({ name }) => name).filter((name) => !others.includes(name)),
    );
    expect(own).toEqual([
      ['a', 'c', 'e'],
      ['b', 'd'],
    ]);
  });

  it('tests no library', () => {
    for (const { others } of groupImages(packages, 2))
      expect(others).toContain('tool');
  });

  it.each([
    [1, 0],
    [2, 2],
    [64, 3],
  ])('of three images, for %d machines: %d groups', (machines, groups) => {
    expect(groupImages(packages, machines)).toHaveLength(groups);
  });

  it('makes no group of one', () => {
    expect(groupImages([testPackage('a')], 8)).toEqual([]);
  });
});
