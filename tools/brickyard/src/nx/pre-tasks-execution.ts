import { availableParallelism } from 'node:os';

import type { PreTasksExecution } from '@nx/devkit';

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
  const { env, stdout } = process;
  env['BRICKYARD_PARALLEL'] = String(parallel ?? '');
  // Nx's own terminal view, when it is on, shows what is running by itself.
  const isPlain = stdout.isTTY && env['NX_TUI'] !== 'true';
  env['BRICKYARD_COLUMNS'] = isPlain ? String(stdout.columns) : '';
};

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
