import type { ExecutorContext, TaskGraph } from '@nx/devkit';

import { runTarget } from './run-target';

/** What `schema.json` lets a user set, for either target. */
interface DockerOptions {
  channel?: string;
  load?: boolean;
  dryRun?: boolean;
  runtime?: readonly string[];
}

type BatchResults = Record<
  string,
  { success: boolean; terminalOutput: string }
>;

export const dockerBuild = singleExecutor(false);
export const dockerPush = singleExecutor(true);
export const dockerBuildBatch = batchExecutor(false);
export const dockerPushBatch = batchExecutor(true);

function singleExecutor(push: boolean) {
  return async (
    options: DockerOptions,
    context: ExecutorContext,
  ): Promise<{ success: boolean }> => {
    const name = context.projectName ?? '';
    const results = await runFlavours([name], push, options, context);
    const { success = false, summary = '' } = results.get(name) ?? {};
    process.stdout.write(`${summary}\n`);
    return { success };
  };
}

/** All images of an Nx run in one process: one plan, one engine, one HTTP pool. */
function batchExecutor(push: boolean) {
  return async (
    { tasks }: TaskGraph,
    inputs: Record<string, DockerOptions>,
    _overrides: unknown,
    context: ExecutorContext,
  ): Promise<BatchResults> => {
    const results: BatchResults = {};
    for (const [options, ids] of groupByOptions(inputs)) {
      const names = new Map(
        ids.map((id) => [id, tasks[id]?.target.project ?? '']),
      );
      const done = await runFlavours(
        [...names.values()],
        push,
        options,
        context,
      );
      for (const [id, name] of names) {
        const { success = false, summary = '' } = done.get(name) ?? {};
        results[id] = { success, terminalOutput: handIn(summary) };
      }
    }
    return results;
  };
}

/**
 * Nx's terminal view clears what a batch wrote and shows what each task hands
 * in; without it the batch's own lines are all there is.
 */
function handIn(summary: string): string {
  if (summary === '' || process.env['NX_TUI'] === 'true') return summary;
  process.stdout.write(`${summary}\n`);
  return '';
}

/** Projects may set different options; each set is a run of its own. */
function groupByOptions(
  inputs: Record<string, DockerOptions>,
): [DockerOptions, string[]][] {
  const groups = new Map<string, string[]>();
  for (const [id, options] of Object.entries(inputs)) {
    const text = JSON.stringify(options);
    groups.set(text, [...(groups.get(text) ?? []), id]);
  }
  return [...groups].map(([text, ids]) => [
    JSON.parse(text) as DockerOptions,
    ids,
  ]);
}

function runFlavours(
  flavours: string[],
  push: boolean,
  options: DockerOptions,
  { root }: ExecutorContext,
) {
  const { channel, load, dryRun, runtime } = options;
  const columns = Number(process.env['BRICKYARD_COLUMNS']);
  const isTTY = process.stdout.isTTY || columns > 0;
  const write = (text: string) => process.stdout.write(text);
  return runTarget({
    root,
    flavours,
    push,
    runtimes: splitNames(runtime),
    channel,
    load,
    dryRun,
    environment: process.env,
    output: { write, isTTY, columns: process.stdout.columns || columns },
  });
}

/** Nx hands on `a,b` as it stands when the option comes twice. */
function splitNames(names?: readonly string[]): string[] | undefined {
  return names?.flatMap((name) => name.split(','));
}
