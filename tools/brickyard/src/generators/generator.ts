import type { Tree } from '@nx/devkit';

import { renderError } from '../errors';

/** Lines for the terminal, told once the changes are on disk. */
export type Told = readonly string[];

/** Changes the tree, and returns what to tell. */
export type Generator<Options> = (
  tree: Tree,
  options: Options,
) => Told | Promise<Told>;

/**
 * As Nx calls it. A dry run ends before the told lines; a fault is shown by its
 * message, code and hint alone.
 */
export function asNxGenerator<Options>(run: Generator<Options>) {
  return async (tree: Tree, options: Options): Promise<() => void> => {
    try {
      const told = await run(tree, options);
      return () => process.stdout.write(`\n${told.join('\n')}\n`);
    } catch (error) {
      throw withoutStack(error);
    }
  };
}

/** Nx advertises a stack trace wherever there is one: faults in code keep theirs. */
function withoutStack(error: unknown): Error {
  const isOurs = error instanceof Object && 'code' in error;
  if (!isOurs) return error as Error;
  const shown = new Error(renderError(error), { cause: error });
  shown.stack = undefined;
  return Object.assign(shown, { code: error.code });
}
