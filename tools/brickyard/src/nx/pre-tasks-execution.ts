import { availableParallelism } from 'node:os';

import type { PreTasksExecution } from '@nx/devkit';

import { targetNames } from './target-names';

/**
 * Nx does not pass on `--parallel` or its terminal view, and counts a batch of
 * images as one task. Both go into the environment, the only thing that reaches
 * the batch's process. Set even without a value: Nx's daemon keeps its
 * environment from one run to the next.
 */
export const preTasksExecution: PreTasksExecution = (
  _options,
  { argv, nxJsonConfiguration },
) => {
  const parallel =
    readParallelOption(argv, availableParallelism()) ??
    nxJsonConfiguration.parallel;
  const { env } = process;
  env['BRICKYARD_PARALLEL'] = String(parallel ?? '');
  const words = argv.slice(2).flatMap((word) => word.split(/[=,:]/));
  if (words.some((word) => targetNames.has(word))) keepOutput(env, words);
  // Nx's own terminal view, when it is on, shows what is running by itself.
  const isPlain = process.stdout.isTTY && env['NX_TUI'] !== 'true';
  env['BRICKYARD_COLUMNS'] = isPlain ? String(process.stdout.columns) : '';
};

/**
 * For runs of Brickyard's targets. Nx's views for terminals write over what is
 * above them, and at the end show only what failed tasks have returned: a plan,
 * a warning, a lint that passed would be gone. The terminal view stays for a
 * command that asks for it. `NX_TUI` asks for nothing: Nx sets it by itself.
 */
function keepOutput(env: NodeJS.ProcessEnv, words: readonly string[]): void {
  env['NX_TASKS_RUNNER_DYNAMIC_OUTPUT'] = 'false';
  const asksForView = words.some((word) => viewWords.has(word));
  if (!asksForView) env['NX_TUI'] = 'false';
}

/** `--tui`, and what `--output-style` calls the same. */
const viewWords: ReadonlySet<string> = new Set(['--tui', 'tui', 'dynamic']);

/** `--parallel=3`, `--parallel 50%`, `--parallel=false`, as Nx reads them; a bare `--parallel` says nothing. */
export function readParallelOption(
  argv: readonly string[],
  cores: number,
): number | undefined {
  if (argv.includes('--no-parallel')) return 1;
  const index = argv.findIndex(
    (word) => word === '--parallel' || word.startsWith('--parallel='),
  );
  const value = argv[index]?.split('=')[1] ?? argv[index + 1] ?? '';
  if (index < 0) return undefined;
  if (value === 'false') return 1;
  const [, digits, percent] = /^(\d+)(%?)$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const count = percent ? (cores * Number(digits)) / 100 : Number(digits);
  return Math.max(1, Math.floor(count));
}
