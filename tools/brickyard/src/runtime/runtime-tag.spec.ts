import { builtInRuntimes, findRuntime } from './catalogue';
import { runtimeTag } from './runtime-tag';

const lts = findRuntime(builtInRuntimes, '17.3-LTS');

describe('runtimeTag', () => {
  it.each([
    ['17.3-LTS', true, 'dbr17.3'],
    ['18', true, 'dbr18'],
    ['18-LTS', true, 'dbr18'],
    ['lab-debian-12', false, 'lab-debian-12'],
    ['17.3-LTS', false, '17.3-LTS'],
  ])('names %s (databricks: %s) %s', (name, databricks, tag) => {
    expect(runtimeTag({ ...lts, name, databricks })).toBe(tag);
  });
});
