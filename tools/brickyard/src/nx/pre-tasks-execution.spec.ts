import { preTasksExecution, readParallelOption } from './pre-tasks-execution';

describe('readParallel', () => {
  it.each([
    ['', undefined],
    ['run-many -t docker-build', undefined],
    ['--parallel=3', 3],
    ['run-many --parallel 5 -t docker-build', 5],
    ['--parallel=1', 1],
    ['--parallel=0', 1],
    ['--parallel=50%', 4],
    ['--parallel 1%', 1],
    ['--parallel=false', 1],
    ['--parallel false', 1],
    ['--no-parallel', 1],
    ['--parallel', undefined],
    ['--parallel=', undefined],
    ['--parallel=true', undefined],
    ['--parallel -t docker-build', undefined],
    ['--parallelism=3', undefined],
    ['3', undefined],
  ])('%j on eight cores: %j', (words, expected) => {
    expect(readParallelOption(words.split(' '), 8)).toBe(expected);
  });
});

describe('preTasksExecution', () => {
  const kept = process.env['BRICKYARD_PARALLEL'];
  afterEach(() => {
    if (kept === undefined) delete process.env['BRICKYARD_PARALLEL'];
    else process.env['BRICKYARD_PARALLEL'] = kept;
  });

  async function run(argv: string[], parallel?: number) {
    await preTasksExecution(undefined, {
      id: '1',
      workspaceRoot: '/',
      argv,
      nxJsonConfiguration: { parallel },
    });
    return process.env['BRICKYARD_PARALLEL'];
  }

  it('prefers the command line to nx.json', async () => {
    expect(await run(['--parallel=2'], 5)).toBe('2');
    expect(await run([], 5)).toBe('5');
  });

  it('forgets what an earlier run of the same process was told', async () => {
    await run(['--parallel=2']);
    expect(await run([])).toBe('');
  });
});
