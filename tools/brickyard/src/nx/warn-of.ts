import { type BrickyardError, isBrickyardError, renderError } from '../errors';
import { standardError } from '../outlet/standard-streams';

/**
 * What is wrong with one flavour must not cost the others their place in Nx's
 * graph, so it is a warning; a command on that flavour fails with it. Standard
 * output is for what Nx answers.
 */
export function warnOf(error: unknown): void {
  if (!isBrickyardError(error)) throw error;
  standardError().write(`warning: ${renderError(error)}\n`);
}

/** What `work` gives; with a warning, `otherwise`. */
export function orWarn<T>(
  work: () => T,
  otherwise: (error: BrickyardError) => T,
): T {
  try {
    return work();
  } catch (error) {
    warnOf(error);
    return otherwise(error as BrickyardError);
  }
}
