import { availableParallelism } from 'node:os';

import { parseMutantOptions } from './mutant-options';

describe('parseMutantOptions', () => {
  it('takes three folders, every core no literals and own specs when nothing is said', () => {
    expect(parseMutantOptions([])).toEqual({
      help: false,
      folders: ['synth', 'image-tests', 'plan'],
      concurrency: availableParallelism(),
      literals: false,
      allSpecs: false,
    });
  });

  it('takes what is said, and a folder once', () => {
    const args = 'run/lock plan/ plan --concurrency 3 --literals --all-specs';
    expect(parseMutantOptions(args.split(' '))).toEqual({
      help: false,
      folders: ['run/lock', 'plan'],
      concurrency: 3,
      literals: true,
      allSpecs: true,
    });
  });

  it.each([
    [['../plan'], "'../plan' is not a folder"],
    [['plan//lock'], "'plan//lock' is not a folder"],
    [['*'], "'*' is not a folder"],
    [[''], "'' is not a folder"],
    [['--concurrency', '0'], "--concurrency: '0'"],
    [['--concurrency', '1.5'], "--concurrency: '1.5'"],
    [['--fast'], '--fast'],
  ])('refuses %j', (args, message) => {
    expect(() => parseMutantOptions(args)).toThrow(message);
  });
});
