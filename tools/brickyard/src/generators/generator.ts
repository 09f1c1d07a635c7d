import type { Tree } from '@nx/devkit';

import { renderError } from '../errors';
import { standardOutput, textForNx } from '../outlet/standard-streams';

/** Lines for the terminal, printed once the changes are on disk. */
export type Told = readonly string[];

/** Changes the tree, and returns what to print. */
export type Generator<Options> = (
  tree: Tree,
  options: Options,
) => Told | Promise<Told>;

/**
 * As Nx calls it. A dry run does not print the lines; a fault shows only its
 * message, code and hint.
 */
export function asNxGenerator<Options>(run: Generator<Options>) {
  return async (tree: Tree, options: Options): Promise<() => void> => {
    try {
      const told = await run(tree, options);
      return () => standardOutput().write(`\n${told.join('\n')}\n`);
    } catch (error) {
      throw withoutStack(error);
    }
  };
}

/** The same for work that no tree holds: what it resolves to is done unless this is a dry run. */
export function asNxTask<Options>(
  plan: (tree: Tree, options: Options) => Promise<() => Promise<void>>,
) {
  const guard = <Result>(work: Promise<Result>) =>
    work.catch((error: unknown) => {
      throw withoutStack(error);
    });
  return async (tree: Tree, options: Options): Promise<() => Promise<void>> => {
    const task = await guard(plan(tree, options));
    return () => guard(task());
  };
}

/** Nx offers a stack trace wherever there is one: only bugs keep theirs. */
function withoutStack(error: unknown): Error {
  const isOurs = error instanceof Object && 'code' in error;
  if (!isOurs) return error as Error;
  const shown = new Error(textForNx(renderError(error)), { cause: error });
  shown.stack = undefined;
  return Object.assign(shown, { code: error.code });
}
