import { executors } from '../../executors.json';
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

const names = [
  ...['BRICKYARD_PARALLEL', 'BRICKYARD_COLUMNS'],
  ...['NX_TUI', 'NX_TASKS_RUNNER_DYNAMIC_OUTPUT'],
];

describe('preTasksExecution', () => {
  const kept = { ...process.env };
  beforeEach(() => (process.env['NX_TUI'] = 'true'));
  afterEach(() => {
    for (const name of names) {
      if (kept[name] === undefined) delete process.env[name];
      else process.env[name] = kept[name];
    }
  });

  async function run(argv: string[], parallel?: number) {
    delete process.env['NX_TASKS_RUNNER_DYNAMIC_OUTPUT'];
    await preTasksExecution(undefined, {
      id: '1',
      workspaceRoot: '/',
      argv: ['node', 'nx', ...argv],
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

  /** Nx's terminal view, and whether Nx may write over lines. */
  async function viewOf(line: string) {
    await run(line.split(' '));
    const { NX_TUI, NX_TASKS_RUNNER_DYNAMIC_OUTPUT } = process.env;
    return [NX_TUI, NX_TASKS_RUNNER_DYNAMIC_OUTPUT];
  }

  it.each(Object.keys(executors))(
    'has Nx leave the output of %s alone',
    async (target) => {
      for (const line of [
        `${target} geo`,
        `run geo:${target}`,
        `run-many -t ${target} --parallel=2`,
        `run-many --targets=typecheck,${target}`,
        `affected --target ${target}`,
      ])
        expect(await viewOf(line)).toEqual(['false', 'false']);
    },
  );

  it.each([
    ['run-many -t docker-build --tui', 'true', 'false'],
    ['docker-build geo --output-style=tui', 'true', 'false'],
    ['docker-build geo --outputStyle dynamic', 'true', 'false'],
    ['docker-build geo --output-style=dynamic-legacy', 'false', 'false'],
    ['run-many -t typecheck test', 'true', undefined],
    ['run my-docker-build:serve', 'true', undefined],
  ])('%s: the terminal view %s, lines that move %s', async (line, ...view) => {
    expect(await viewOf(line)).toEqual(view);
  });
});
