import { interleave, measure, type Measured } from './measure';

function contender(name: string, log: string[], runs?: number) {
  const measured: Measured = { seconds: 1, stdout: '' };
  const run = () => {
    log.push(name);
    return Promise.resolve(measured);
  };
  return { name, run, runs };
}

describe('interleave', () => {
  it('runs each once per round, and counts no first round', async () => {
    const log: string[] = [];
    const both = [contender('a', log), contender('b', log)];
    const series = await interleave(both, 2);
    expect(log.join('')).toBe('ababab');
    expect(series.map(({ measured }) => measured.length)).toEqual([2, 2]);
  });

  it('runs a slow one less often', async () => {
    const log: string[] = [];
    await interleave([contender('a', log), contender('b', log, 1)], 3);
    expect(log.join('')).toBe('ababaa');
  });

  it('goes on without one that fails', async () => {
    const log: string[] = [];
    const run = jest.fn(() => Promise.reject(new Error('no')));
    const failing = { name: 'f', run };
    const [one, other] = await interleave([failing, contender('a', log)], 2);
    expect(one).toEqual({ name: 'f', measured: [], failure: 'no' });
    expect(run).toHaveBeenCalledTimes(1);
    expect(other?.measured).toHaveLength(2);
  });

  it('resets before each run', async () => {
    const log: string[] = [];
    const reset = () => Promise.resolve(void log.push('r'));
    await interleave([{ ...contender('a', log), reset }], 1);
    expect(log.join('')).toBe('rara');
  });
});

describe('measure', () => {
  const node = process.execPath;

  it('gives time and output of a command', async () => {
    const argv = [node, '-p', 'process.env.X'] as const;
    const measured = await measure({ argv, env: { X: 'text' } });
    expect(measured.stdout).toBe('text\n');
    expect(measured.seconds).toBeGreaterThan(0);
  });

  it('rejects with what a failing one said', async () => {
    const argv = [node, '-e', 'console.error("bad"); process.exit(3)'] as const;
    await expect(measure({ argv })).rejects.toThrow(/exit 3\nbad/);
  });
});
