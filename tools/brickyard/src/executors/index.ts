import type { ExecutorContext, TaskGraph } from '@nx/devkit';

import type { Output } from '../report/line-reporter';
import type { FlavourResult } from './flavour-result';
import { runLint } from './run-lint';
import { runLock } from './run-lock';
import { runSmoke } from './run-smoke';
import { runTarget } from './run-target';
import { runTests } from './run-tests';

/** What `schema.json` lets a user set, for either docker target. */
interface DockerOptions {
  channel?: string;
  load?: boolean;
  dryRun?: boolean;
  runtime?: Names;
}

/** The same for `lock`. */
interface LockOptions {
  check?: boolean;
  upgrade?: boolean;
  runtime?: Names;
}

/** The same for `docker-test`. */
interface TestOptions {
  force?: boolean;
  verbose?: boolean;
  json?: boolean;
  junit?: string;
  runtime?: Names;
}

/** The same for `lint`. */
interface LintOptions {
  runtime?: Names;
}

/** The same for `docker-smoke`. */
interface SmokeOptions {
  timeout?: number;
  runtime?: Names;
}

/** What a target does with flavours that have the same options. */
type Runner<Options> = (
  flavours: string[],
  options: Options,
  context: ExecutorContext,
) => Promise<ReadonlyMap<string, FlavourResult>>;

/** As Nx hands them on. */
type Names = number | (string | number)[];

type BatchResults = Record<
  string,
  { success: boolean; terminalOutput: string }
>;

const build: Runner<DockerOptions> = (flavours, options, context) =>
  runFlavours(flavours, false, options, context);
const push: Runner<DockerOptions> = (flavours, options, context) =>
  runFlavours(flavours, true, options, context);

export const dockerBuild = singleExecutor(build);
export const dockerPush = singleExecutor(push);
export const dockerBuildBatch = batchExecutor(build);
export const dockerPushBatch = batchExecutor(push);
export const dockerTest = singleExecutor(testFlavours);
export const dockerTestBatch = batchExecutor(testFlavours);
export const dockerSmoke = singleExecutor(smokeFlavours);
export const dockerSmokeBatch = batchExecutor(smokeFlavours);
export const lint = singleExecutor(lintFlavours);
export const lintBatch = batchExecutor(lintFlavours);
export const lock = singleExecutor(lockFlavours);
export const lockBatch = batchExecutor(lockFlavours);

function singleExecutor<Options>(run: Runner<Options>) {
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
function batchExecutor<Options>(run: Runner<Options>) {
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
 * Nx's terminal view clears what a batch wrote and shows what each task hands
 * in; without it the batch's own lines are all there is.
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

function runFlavours(
  flavours: string[],
  push: boolean,
  options: DockerOptions,
  { root }: ExecutorContext,
) {
  const { channel, load, dryRun, runtime } = options;
  return runTarget({
    root,
    flavours,
    push,
    runtimes: splitNames(runtime),
    channel,
    load,
    dryRun,
    environment: process.env,
    output: standardOutput(),
  });
}

function lockFlavours(
  flavours: string[],
  { check, upgrade, runtime }: LockOptions,
  { root }: ExecutorContext,
) {
  return runLock({
    root,
    flavours,
    runtimes: splitNames(runtime),
    check,
    upgrade,
    environment: process.env,
    output: standardOutput(),
  });
}

function testFlavours(
  flavours: string[],
  { runtime, verbose, ...options }: TestOptions,
  { root }: ExecutorContext,
) {
  const output = standardOutput();
  return runTests({
    ...options,
    root,
    flavours,
    runtimes: splitNames(runtime),
    // Nx takes --verbose for its own.
    verbose: verbose || process.env['NX_VERBOSE_LOGGING'] === 'true',
    environment: process.env,
    output: options.json
      ? { write: (text) => process.stderr.write(text) }
      : output,
  });
}

function smokeFlavours(
  flavours: string[],
  { timeout = 300, runtime }: SmokeOptions,
  { root }: ExecutorContext,
) {
  return runSmoke({
    root,
    flavours,
    runtimes: splitNames(runtime),
    timeout,
    environment: process.env,
    output: standardOutput(),
  });
}

function lintFlavours(
  flavours: string[],
  { runtime }: LintOptions,
  { root }: ExecutorContext,
) {
  return Promise.resolve(
    runLint({
      root,
      flavours,
      runtimes: splitNames(runtime),
      environment: process.env,
      output: standardOutput(),
    }),
  );
}

function standardOutput(): Output {
  const columns = Number(process.env['BRICKYARD_COLUMNS']);
  return {
    write: (text) => process.stdout.write(text),
    isTTY: process.stdout.isTTY || columns > 0,
    columns: process.stdout.columns || columns,
  };
}

/** Nx makes an array of `a,b`, leaves it be when the option comes twice, and takes 17.3 for a number. */
function splitNames(names?: Names): string[] | undefined {
  return names === undefined
    ? undefined
    : [names].flat().flatMap((name) => String(name).split(','));
}
