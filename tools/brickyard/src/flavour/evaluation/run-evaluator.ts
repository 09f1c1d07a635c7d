import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { sourceRoot } from '../../source-root';
import {
  answerDescriptor,
  type DefinitionSource,
  type EvaluationFault,
  type EvaluatorAnswer,
  type Message,
} from './evaluation';

/** Milliseconds for one process, and so for one file that does not come to an end. */
const defaultLimit = 10_000;

export interface EvaluatorOptions {
  limit?: number;
}

/**
 * Evaluates in another process: what these files do to theirs, this one does not
 * feel. One process is enough unless a file ends it, or changes what others see.
 * Answers in the order of the sources.
 */
export function runEvaluator(
  sources: readonly DefinitionSource[],
  { limit = defaultLimit }: EvaluatorOptions = {},
): EvaluatorAnswer[] {
  const answers = new Map<DefinitionSource, EvaluatorAnswer>();
  for (let left = [...sources]; left.length > 0;) {
    const run = startEvaluator(left, limit);
    for (const answer of run.answers) {
      const source = left[answer.index];
      if (source !== undefined) answers.set(source, answer);
    }
    const rest = left.filter((source) => !answers.has(source));
    // The time was also that of others: this one gets all of it now.
    const isShared = run.isLate && run.answers.length > 0;
    const guilty = run.fault && !isShared ? left[run.begun] : undefined;
    if (guilty !== undefined && run.fault)
      answers.set(guilty, failed(run.fault));
    else if (rest.length === left.length)
      throw new Error(`image.ts files cannot be evaluated: ${run.said}`);
    left = rest.filter((source) => !answers.has(source));
  }
  return sources.map(
    (source) => answers.get(source) ?? failed({ message: '' }),
  );
}

interface Run {
  answers: EvaluatorAnswer[];
  /** Index of the file that came last. */
  begun: number;
  /** Why that file has no answer, when it has none. */
  fault?: EvaluationFault;
  isLate: boolean;
  /** What is known of a process that did not even begin. */
  said: string;
}

function startEvaluator(
  sources: readonly DefinitionSource[],
  limit: number,
): Run {
  // Options meant for the command itself, as a debugger's, are not for this.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const program = join(sourceRoot, '../evaluator.cjs');
  const { output, status, signal, error } = spawnSync(
    process.execPath,
    [program],
    {
      input: JSON.stringify(sources),
      // What files print would end up in an answer that a script reads.
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env,
      timeout: limit,
      killSignal: 'SIGKILL',
      maxBuffer: Infinity,
    },
  );
  const messages = parseMessages(output?.[answerDescriptor] ?? '');
  const answers = messages.filter((message) => 'index' in message);
  const begun = messages.filter((message) => 'begin' in message).at(-1)?.begin;
  const isLate = (error as NodeJS.ErrnoException)?.code === 'ETIMEDOUT';
  const ended = signal ?? `code ${status}`;
  const message = isLate
    ? `does not come to an end within ${limit / 1000} seconds`
    : `ends the process that evaluates it, with ${ended}`;
  const isOpen = begun !== undefined && begun !== answers.at(-1)?.index;
  return {
    ...{ answers, begun: begun ?? -1, isLate },
    ...(isOpen && { fault: { message } }),
    said: error?.message ?? `it ended with ${ended}`,
  };
}

/** A process that was ended may leave half a line. */
function parseMessages(text: string): Message[] {
  return text.split('\n').flatMap((line): Message[] => {
    try {
      return [JSON.parse(line) as Message];
    } catch {
      return [];
    }
  });
}

function failed(fault: EvaluationFault): EvaluatorAnswer {
  return { index: -1, evaluation: { fault }, imports: [], isPure: false };
}
