import {
  type BrickyardError,
  isBrickyardError,
  type Problem,
  renderError,
} from '../../brickyard/src/errors';
import { splitPythonLines } from '../../brickyard/src/requirements/grammar/python-text';
import { PLANTED, PLANTED_URL } from './mutate';

/** What a reader may do: give a value, or throw an error that keeps the promises of CONTRIBUTING.md. */
export function attempt<T>(text: string, read: () => T): T | undefined {
  const first = outcomeOf(read);
  if ('error' in first) judgeError(text, first.error);
  if (text.length <= SHORT && print(first) !== print(outcomeOf(read)))
    throw new Error('the same text was read in two ways');
  return 'value' in first ? first.value : undefined;
}

/** Characters. A long text is read once, since its time is measured. */
const SHORT = 2000;

/** The same for what is asked of others. Rejects with what is no error of Brickyard's. */
export async function attemptAsync<T>(
  text: string | (() => string),
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    judgeError(typeof text === 'string' ? text : text(), error);
    return undefined;
  }
}

/** Throws where a problem is at no line of the text, is told twice, or tells a secret. */
export function judgeProblems(
  text: string,
  problems: readonly Problem[],
): void {
  const told = new Set<string>();
  const lines = countLines(text);
  for (const { place, message } of problems) {
    const { line = 1 } = place;
    if (!Number.isInteger(line) || line < 1 || line > lines)
      throw new Error(`line ${line} is not in a file of ${lines}`);
    const whole = `${line} ${message}`;
    if (told.has(whole)) throw new Error(`told twice: ${whole.slice(0, 200)}`);
    told.add(whole);
    judgeText(text, message);
  }
}

/** Throws where a text that users see has a password that the input has in a URL. */
export function judgeText(input: string, shown: string): void {
  if (shown.includes(PLANTED) && input.includes(PLANTED_URL))
    throw new Error(`tells a password: ${shown.slice(0, 300)}`);
}

function judgeError(text: string, error: BrickyardError): void {
  judgeProblems(text, error.problems);
  judgeText(text, renderError(error));
}

function print(outcome: Outcome<unknown>): string {
  if ('error' in outcome) return renderError(outcome.error);
  return JSON.stringify(outcome.value, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

type Outcome<T> = { value: T } | { error: BrickyardError };

function outcomeOf<T>(read: () => T): Outcome<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return { error };
  }
}

/** Python knows the most ends of lines of all the formats' readers. */
function countLines(text: string): number {
  return splitPythonLines(text).length;
}
