import { parseBenchOptions } from './bench-options';

describe('parseBenchOptions', () => {
  it('measures everything when nothing is said', () => {
    expect(parseBenchOptions([])).toEqual({
      help: false,
      images: [20, 100],
      runs: 5,
      buildRuns: 1,
      only: [
        'noop',
        'requests',
        'pack',
        'memory',
        'large',
        'r-locks',
        'builds',
        'tests',
        'locks',
      ],
      buildx: undefined,
      install: true,
    });
  });

  it('takes what is said', () => {
    const args = '--images 3,7 --runs 2 --only pack --only noop --no-install';
    expect(parseBenchOptions(args.split(' '))).toMatchObject({
      images: [3, 7],
      runs: 2,
      only: ['pack', 'noop'],
      install: false,
    });
  });

  it.each([
    [['--images', '20,x'], "--images: 'x'"],
    [['--runs', '0'], "--runs: '0'"],
    [['--runs', '1.5'], "--runs: '1.5'"],
    [['--only', 'all'], "--only: 'all'"],
    [['--fast'], '--fast'],
  ])('refuses %j', (args, message) => {
    expect(() => parseBenchOptions(args)).toThrow(message);
  });
});
