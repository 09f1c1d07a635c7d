import type { Tree } from '@nx/devkit';

import { renderError } from '../errors';
import { standardOutput, textForNx } from '../outlet/standard-streams';
import { requireNx } from '../workspace/require-nx';

/** Lines for the terminal, printed once the changes are on disk. */
export type Told = readonly string[];

/** Changes the tree, and returns what to print. */
export type Generator<Options> = (
  tree: Tree,
  options: Options,
) => Told | Promise<Told>;

/** What a generator has to say that a dry run tells, too. */
export interface ReportedRun {
  told: Told;
  /** Done once the changes are on disk. */
  finish?: () => Promise<void>;
  /** Why the run fails, although its changes are to be written. */
  failure?: Error;
}

/**
 * As Nx calls it. A dry run does not print the lines; a fault shows only its
 * message, code and hint.
 */
export function asNxGenerator<Options>(run: Generator<Options>) {
  return (tree: Tree, options: Options): Promise<() => void> =>
    guard(async () => {
      requireNx(tree.root);
      const told = await run(tree, options);
      return () => standardOutput().write(`\n${told.join('\n')}\n`);
    });
}

/** The same for a generator whose report is worth a dry run, and that may fail with its changes written. */
export function asReportingGenerator<Options>(
  run: (tree: Tree, options: Options) => Promise<ReportedRun>,
) {
  return (tree: Tree, options: Options): Promise<() => Promise<void>> =>
    guard(async () => {
      requireNx(tree.root);
      const { told, finish, failure } = await run(tree, options);
      const isDry = process.env['NX_DRY_RUN'] === 'true';
      const end = (): void => {
        // Of a dry run that fails, Nx does not say that it was one.
        const last = isDry && failure ? ['dry run: nothing was written'] : [];
        standardOutput().write(`\n${[...told, ...last].join('\n')}\n`);
        if (failure !== undefined) throw withoutStack(failure);
      };
      // Nx does not call what a dry run returns.
      if (isDry) end();
      return async () => {
        await finish?.();
        end();
      };
    });
}

/** As `nx migrate` calls a migration; what it returns, Nx prints as next steps. */
export function asNxMigration(run: (tree: Tree) => Told) {
  return (tree: Tree): string[] => {
    try {
      return run(tree).map(textForNx);
    } catch (error) {
      throw withoutStack(error);
    }
  };
}

/** The same for work that no tree holds: what it resolves to is done unless this is a dry run. */
export function asNxTask<Options>(
  plan: (tree: Tree, options: Options) => Promise<() => Promise<void>>,
) {
  return async (tree: Tree, options: Options): Promise<() => Promise<void>> => {
    const task = await guard(() => {
      requireNx(tree.root);
      return plan(tree, options);
    });
    return () => guard(task);
  };
}

async function guard<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw withoutStack(error);
  }
}

/** Nx offers a stack trace wherever there is one: only bugs keep theirs. */
function withoutStack(error: unknown): Error {
  const isOurs = error instanceof Object && 'code' in error;
  if (!isOurs) return error as Error;
  const shown = new Error(textForNx(renderError(error)), { cause: error });
  shown.stack = undefined;
  return Object.assign(shown, { code: error.code });
}
