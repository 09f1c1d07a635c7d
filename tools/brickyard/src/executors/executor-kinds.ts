import type { ExecutorContext, TaskGraph } from '@nx/devkit';

import type { FlavourResult } from './flavour-result';

/** What a target does with flavours that have the same options. */
export type Runner<Options> = (
  flavours: string[],
  options: Options,
  context: ExecutorContext,
) => Promise<ReadonlyMap<string, FlavourResult>>;

type BatchResults = Record<
  string,
  { success: boolean; terminalOutput: string }
>;

export function singleExecutor<Options>(run: Runner<Options>) {
  return async (
    options: Options,
    context: ExecutorContext,
  ): Promise<{ success: boolean }> => {
    const name = context.projectName ?? '';
    const results = await run([name], options, context);
    const { success = false, summary = '' } = results.get(name) ?? {};
    process.stdout.write(`${summary}\n`);
    return { success };
  };
}

/** All images of an Nx run in one process: one plan, one engine, one HTTP pool. */
export function batchExecutor<Options>(run: Runner<Options>) {
  return async (
    { tasks }: TaskGraph,
    inputs: Record<string, Options>,
    _overrides: unknown,
    context: ExecutorContext,
  ): Promise<BatchResults> => {
    const results: BatchResults = {};
    for (const [options, ids] of groupByOptions(inputs)) {
      const names = new Map(
        ids.map((id) => [id, tasks[id]?.target.project ?? '']),
      );
      const done = await run([...names.values()], options, context);
      for (const [id, name] of names) {
        const { success = false, summary = '' } = done.get(name) ?? {};
        results[id] = { success, terminalOutput: handIn(summary) };
      }
    }
    return results;
  };
}

/**
 * Nx's terminal view clears what a batch wrote and shows what each task returns;
 * without it, only the batch's own lines appear.
 */
function handIn(summary: string): string {
  if (summary === '' || process.env['NX_TUI'] === 'true') return summary;
  process.stdout.write(`${summary}\n`);
  return '';
}

/** Projects may set different options; each set is a run of its own. */
function groupByOptions<Options>(
  inputs: Record<string, Options>,
): [Options, string[]][] {
  const groups = new Map<string, string[]>();
  for (const [id, options] of Object.entries(inputs)) {
    const text = JSON.stringify(options);
    groups.set(text, [...(groups.get(text) ?? []), id]);
  }
  return [...groups].map(([text, ids]) => [JSON.parse(text) as Options, ids]);
}
