import { BrickyardError } from '../errors';
import { shorten } from '../shorten';

/** What the engine writes while it builds, pushes or pulls. */
export interface EngineMessage {
  id?: string;
  status?: string;
  /** Bytes; `total` is missing or -1 where the engine does not know. */
  progressDetail?: { current?: number; total?: number };
  aux?: unknown;
  error?: string;
  errorDetail?: { code?: number; message?: string };
}

/** Messages of a newline-separated JSON stream; rejects as the stream does. */
export async function* decodeJsonLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<EngineMessage> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield parseMessage(line);
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield parseMessage(rest);
}

/** The failure that a message carries, if it is one. */
export function failureText(message: EngineMessage): string | undefined {
  return message.errorDetail?.message ?? message.error;
}

function parseMessage(line: string): EngineMessage {
  const message = parseLine(line);
  if (message instanceof Object) return message;
  throw notMessageError('no message', line);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    throw notMessageError('not JSON', line, cause);
  }
}

function notMessageError(what: string, line: string, cause?: unknown) {
  const message = `the engine wrote something that is ${what}: ${shorten(line, 200)}`;
  return new BrickyardError('ENGINE_FAILED', message, { cause });
}
