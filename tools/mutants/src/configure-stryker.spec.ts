import { configureStryker } from './configure-stryker';

const run = {
  mutate: ['a.ts'],
  scratch: '/scratch',
  concurrency: 1,
  literals: false,
  ignoreStatic: true,
};

describe('configureStryker', () => {
  it('runs all specs of the plugin when it is told no folder', () => {
    expect(configureStryker(run).jest.config).toEqual({
      roots: ['<rootDir>/src'],
    });
  });

  it('runs the specs of one folder', () => {
    const { jest } = configureStryker({ ...run, specsOf: 'plan' });
    expect(jest.config).toEqual({ roots: ['<rootDir>/src/plan'] });
  });

  it.each([
    [true, []],
    [
      false,
      ['StringLiteral', 'ArrayDeclaration', 'ObjectLiteral', 'ArrowFunction'],
    ],
  ])('with literals %s leaves out %j', (literals, excludedMutations) => {
    expect(configureStryker({ ...run, literals }).mutator).toEqual({
      excludedMutations,
    });
  });

  it('writes into its scratch folder alone', () => {
    expect(configureStryker(run)).toMatchObject({
      tempDirName: '/scratch/sandboxes',
      jsonReporter: { fileName: '/scratch/report.json' },
    });
  });
});
