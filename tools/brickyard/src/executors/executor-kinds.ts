import type { ExecutorContext, TaskGraph } from '@nx/devkit';

import { standardOutput, textForNx } from '../outlet/standard-streams';
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
    const { success = false, summary = '', isTold } = results.get(name) ?? {};
    if (!isTold) standardOutput().write(`${summary}\n`);
    return { success };
  };
}

/**
 * All images of an Nx run in one process: one plan, one engine, one HTTP pool.
 * `end` is called when Nx has nothing more to ask of this process; the terminal view
 * ends it itself, once it has given the terminal back.
 */
export function batchExecutor<Options>(
  run: Runner<Options>,
  end: () => void = endByItself,
) {
  return async (
    { tasks }: TaskGraph,
    inputs: Record<string, Options>,
    _overrides: unknown,
    context: ExecutorContext,
  ): Promise<BatchResults> => {
    const results: BatchResults = {};
    const isInView = process.env['NX_TUI'] === 'true';
    for (const [options, ids] of groupByOptions(inputs)) {
      const names = new Map(
        ids.map((id) => [id, tasks[id]?.target.project ?? '']),
      );
      const done = await run([...names.values()], options, context);
      const handIn = isInView ? createViewHandIn() : createPrinter();
      for (const [id, name] of names) {
        const result = done.get(name) ?? { success: false, summary: '' };
        const { success } = result;
        results[id] = { success, terminalOutput: handIn(id, result) };
      }
    }
    if (!isInView) end();
    return results;
  };
}

/**
 * Nx ends a batch's process by a signal, and takes a tenth of a second to notice
 * that it is gone. One whose channel to Nx does not keep it is gone by itself as
 * soon as Nx has the results.
 */
function endByItself(): void {
  process.channel?.unref();
}

/** What Nx is given to show for a task. */
type HandIn = (task: string, result: FlavourResult) => string;

/**
 * Nx's terminal view clears what a batch wrote and shows what each task returns:
 * a text that several share is shown with the first of them.
 */
function createViewHandIn(): HandIn {
  const first = new Map<string, string>();
  return (task, { summary }) => {
    const other = first.get(summary);
    if (summary !== '' && other !== undefined) return `as for ${other}\n`;
    first.set(summary, task);
    return summary === '' ? '' : `${textForNx(summary)}\n`;
  };
}

/** Without the view, the batch's own lines appear, and nothing else. */
function createPrinter(): HandIn {
  const output = standardOutput();
  return (_task, { summary, isTold }) => {
    if (summary !== '' && !isTold) output.write(`${summary}\n`);
    return '';
  };
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
