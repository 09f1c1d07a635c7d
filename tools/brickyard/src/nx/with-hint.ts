import { BrickyardError, isBrickyardError, renderError } from '../errors';

/** Nx prints an error's message and nothing else of it: code and hint go in there. */
export function withHint<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const { code, problems } = error;
    throw new BrickyardError(code, renderError(error), {
      cause: error,
      problems,
    });
  }
}
