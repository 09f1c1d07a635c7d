import type { PreTasksExecution } from '@nx/devkit';

/**
 * Nx keeps `--parallel` and the terminal to itself, but a batch of images is
 * one task to it. Handed on in the environment, the only thing that reaches the
 * batch's process.
 */
export const preTasksExecution: PreTasksExecution = (
  _options,
  { argv, nxJsonConfiguration },
) => {
  const { env, stdout } = process;
  const parallel = readParallel(argv) ?? nxJsonConfiguration.parallel;
  if (parallel !== undefined) env['BRICKYARD_PARALLEL'] ??= String(parallel);
  // Nx's own terminal view, when it is on, shows what is running by itself.
  const isPlain = stdout.isTTY && env['NX_TUI'] !== 'true';
  if (isPlain) env['BRICKYARD_COLUMNS'] ??= String(stdout.columns);
};

/** `--parallel=3`, `--parallel 3`; a bare `--parallel` says nothing. */
export function readParallel(argv: readonly string[]): number | undefined {
  const index = argv.findIndex(
    (word) => word === '--parallel' || word.startsWith('--parallel='),
  );
  if (index < 0) return undefined;
  const value = argv[index]?.split('=')[1] ?? argv[index + 1];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
