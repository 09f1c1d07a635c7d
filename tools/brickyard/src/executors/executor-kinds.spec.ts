import type { ExecutorContext, TaskGraph } from '@nx/devkit';

import { batchExecutor, singleExecutor } from './executor-kinds';
import type { FlavourResult } from './flavour-result';

const context = { root: '/', projectName: 'a' } as ExecutorContext;
const tasks = Object.fromEntries(
  ['a', 'b'].map((project) => [`${project}:lint`, { target: { project } }]),
) as unknown as TaskGraph['tasks'];

const told = { success: false, summary: 'no engine', isTold: true };
const own = (name: string) => ({ success: true, summary: `${name} is good` });

let kept: string | undefined;
let written: string;
beforeEach(() => {
  kept = process.env['NX_TUI'];
  written = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  if (kept === undefined) delete process.env['NX_TUI'];
  else process.env['NX_TUI'] = kept;
});

const runner =
  (resultOf: (name: string) => FlavourResult) => (names: string[]) =>
    Promise.resolve(new Map(names.map((name) => [name, resultOf(name)])));

function runBatch(view: string, resultOf: (name: string) => FlavourResult) {
  process.env['NX_TUI'] = view;
  const inputs = { 'a:lint': {}, 'b:lint': {} };
  const graph = { tasks } as TaskGraph;
  const batch = batchExecutor(runner(resultOf), () => (written += end));
  return batch(graph, inputs, {}, context);
}

/** What is written when a batch lets its process end. */
const end = '(end)';

describe('a batch', () => {
  it('prints the summary of each flavour, and returns none', async () => {
    expect(await runBatch('false', own)).toEqual({
      'a:lint': { success: true, terminalOutput: '' },
      'b:lint': { success: true, terminalOutput: '' },
    });
    expect(written).toBe(`a is good\nb is good\n${end}`);
  });

  it('returns them to the terminal view, and prints none', async () => {
    expect(await runBatch('true', own)).toEqual({
      'a:lint': { success: true, terminalOutput: 'a is good\n' },
      'b:lint': { success: true, terminalOutput: 'b is good\n' },
    });
    expect(written).toBe('');
  });

  it('does not print what was told', async () => {
    await runBatch('false', () => told);
    expect(written).toBe(end);
  });

  it('shows in the view what was told, in full with the first task', async () => {
    expect(await runBatch('true', () => told)).toEqual({
      'a:lint': { success: false, terminalOutput: 'no engine\n' },
      'b:lint': { success: false, terminalOutput: 'as for a:lint\n' },
    });
  });
});

describe('one task', () => {
  it.each([
    [own('a'), 'a is good\n'],
    [told, ''],
  ])('%j prints %j', async (result, expected) => {
    const execute = singleExecutor(runner(() => result));
    expect(await execute({}, context)).toEqual({ success: result.success });
    expect(written).toBe(expected);
  });
});
