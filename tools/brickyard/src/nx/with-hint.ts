import { BrickyardError, isBrickyardError } from '../errors';

/** Nx prints an error's message and nothing else of it: the hint goes in there. */
export function withHint<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isBrickyardError(error) || error.hint === undefined) throw error;
    const { code, message, hint, problems } = error;
    const whole = `${message}\n  hint: ${hint}`;
    throw new BrickyardError(code, whole, { cause: error, problems });
  }
}
