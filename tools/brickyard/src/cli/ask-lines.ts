import { createInterface } from 'node:readline';

import { interruptedError } from '../errors';
import type { Outlet } from '../outlet/outlet';

export interface Question {
  text: string;
  /** For an empty line. */
  fallback: string;
  /** What is wrong with an answer, if anything. */
  check: (answer: string) => string | undefined;
}

export interface Conversation {
  input: NodeJS.ReadableStream;
  stderr: Outlet;
}

/**
 * Asks a person one line after another: the terminal itself edits lines, so that
 * any works, a screen reader's too. Asks again after an answer that cannot be.
 * Rejects INTERRUPTED at the end of the input.
 */
export async function askLines<Name extends string>(
  questions: Readonly<Record<Name, (known: Record<Name, string>) => Question>>,
  { input, stderr }: Conversation,
): Promise<Record<Name, string>> {
  const reader = createInterface({ input, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const answers = {} as Record<Name, string>;
  try {
    for (const name of Object.keys(questions) as Name[]) {
      const question = questions[name](answers);
      answers[name] = await askOne(question, lines, stderr);
    }
    return answers;
  } finally {
    reader.close();
  }
}

async function askOne(
  { text, fallback, check }: Question,
  lines: AsyncIterator<string>,
  stderr: Outlet,
): Promise<string> {
  for (;;) {
    stderr.write(`${text} [${fallback}] `);
    const line = await lines.next();
    if (line.done) {
      stderr.write('\n');
      throw interruptedError();
    }
    const answer = line.value.trim() || fallback;
    const fault = check(answer);
    if (fault === undefined) return answer;
    stderr.write(`${fault}\n`);
  }
}
