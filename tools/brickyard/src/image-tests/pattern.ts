import { createContext, Script } from 'node:vm';

import { RE2JS } from 're2js';

import { shorten } from '../shorten';

/** Milliseconds. Of usual patterns, re2js compiles thousands in this time. */
const compileLimit = 1000;

/**
 * For each pattern, whether it matches somewhere in a text; nothing where that
 * took longer than a test may take.
 */
export type Search = (
  text: string,
  patterns: readonly string[],
) => Promise<boolean[] | undefined>;

const compiling = createContext({
  compile: (source: string) => RE2JS.compile(source),
  source: '',
});
const script = new Script('compile(source); undefined');

/** A list of ranges can take minutes, in Go as well. */
function compileWithin(source: string): void {
  compiling['source'] = source;
  script.runInContext(compiling, { timeout: compileLimit });
}

/**
 * Why a pattern cannot be used. Patterns are Go's:
 * https://github.com/google/re2/wiki/Syntax. re2js reads the same and takes a
 * time that is linear in the text, as Go does.
 */
export function explainPattern(source: string): string | undefined {
  if (known.size > MOST_KNOWN) known.clear();
  if (!known.has(source)) known.set(source, findFault(source));
  return known.get(source);
}

/** A file may repeat a pattern thousands of times. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1000;

function findFault(source: string): string | undefined {
  try {
    compileWithin(source);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return `compiling it takes more than ${compileLimit / 1000} s`;
    return shorten(message.replace(/^error parsing regexp: /, ''), 100);
  }
}
