import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** The engine's refusal of a request; its `message` is the engine's own. */
class AnswerError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** Rejects with `statusCode` when the answer is not a success. */
export async function checkStatus(answer: IncomingMessage): Promise<void> {
  const { statusCode = 0 } = answer;
  if (statusCode < 200 || statusCode >= 300) throw await readRefusal(answer);
}

export async function readRefusal(answer: IncomingMessage): Promise<Error> {
  const { statusCode = 0 } = answer;
  return new AnswerError(statusCode, readMessage(await text(answer)));
}

/** An engine answers `{ "message": … }`; a proxy in front of it may not. */
function readMessage(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : body.trim();
  } catch {
    return body.trim();
  }
}
