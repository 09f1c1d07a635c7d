import { interruptedError } from '../../errors';
import type { Daemon } from '../connection/dial';
import { awaitAnswer } from '../connection/dial';
import type { AttachRequest } from '../engine';
import { withSession } from './open-session';
import { splitOutput } from './read-output';

/**
 * Runs one command in a new container for as long as it takes, with streams of the
 * caller, then removes the container. Resolves to the exit code.
 */
export async function attachContainer(
  daemon: Daemon,
  request: AttachRequest,
): Promise<number> {
  const { input, terminal, onOutput } = request;
  const { signal, release } = explainAbort(request.signal);
  const shape = {
    ...request,
    reads: input !== undefined,
    terminal: terminal !== undefined,
  };
  try {
    return await withSession({ daemon, shape, signal }, async (session) => {
      const free = followSize(daemon, session.name, terminal);
      if (session.input !== undefined) input?.pipe(session.input);
      try {
        for await (const { from, bytes } of readPieces(session.output, request))
          await onOutput(bytes, from);
        return await session.exitCode();
      } finally {
        if (session.input !== undefined) input?.unpipe(session.input);
        free();
      }
    });
  } finally {
    release();
  }
}

/** A terminal has one stream, which is not in pieces. */
async function* readPieces(
  output: AsyncIterable<Uint8Array>,
  { terminal }: AttachRequest,
): ReturnType<typeof splitOutput> {
  if (terminal === undefined) return yield* splitOutput(output);
  for await (const bytes of output) yield { from: 'stdout', bytes };
}

/** Tells the engine how large the terminal is, now and whenever that changes. */
function followSize(
  { modem }: Daemon,
  name: string,
  terminal: AttachRequest['terminal'],
): () => void {
  if (terminal === undefined) return () => undefined;
  const path = `/containers/${name}/resize`;
  const tell = () => {
    const { columns, rows } = terminal.size();
    const query = { w: String(columns), h: String(rows) };
    // The command may have ended just now; its text is none the worse.
    awaitAnswer(modem, { method: 'POST', path, query }).catch(() => undefined);
  };
  tell();
  return terminal.onResize(tell);
}

/** A signal that is aborted with the error for the caller. */
function explainAbort(outer: AbortSignal | undefined) {
  const stop = new AbortController();
  const interrupt = () => stop.abort(interruptedError(outer?.reason));
  if (outer?.aborted) interrupt();
  outer?.addEventListener('abort', interrupt);
  return {
    signal: stop.signal,
    release: () => outer?.removeEventListener('abort', interrupt),
  };
}
