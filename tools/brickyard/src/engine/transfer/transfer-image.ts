import { BrickyardError, interruptedError } from '../../errors';
import { createRedactor } from '../../redact/redactor';
import { parseReference } from '../../reference/parse-reference';
import { familiarName } from '../../reference/print-reference';
import type { Dialled } from '../connection/dial';
import { openAnswer } from '../connection/dial';
import type { EngineConnection } from '../connection/engine-connection';
import type { EngineCredentials, PushEvent, PushResult } from '../engine';
import { renderRegistryAuth } from './registry-auth';
import { repeatTransfer } from './repeat-transfer';
import type { Transfer } from './transfer';
import { readPull, readPush, transferError } from './transfer';

export interface TransferRequest {
  reference: string;
  credentials: EngineCredentials | undefined;
  onEvent: (event: PushEvent) => void;
  signal?: AbortSignal;
  /** See `PushOptions`. */
  askRegistry?: () => Promise<unknown>;
}

export async function pushFromEngine(
  connection: EngineConnection,
  request: TransferRequest,
): Promise<PushResult> {
  const { reference, onEvent } = request;
  const { repo, tag } = splitTag(reference);
  const transfer = describe(connection, 'push', request);
  // The push itself reports this only as prose, whose words changed over time.
  const path = `/images/${reference}/json`;
  if ((await connection.find({ method: 'GET', path })) === undefined)
    throw missingError(reference);
  const dialled = { path: `/images/${repo}/push`, query: { tag } };
  return stream(connection, { request, transfer, dialled }, (chunks) =>
    readPush(chunks, transfer, onEvent),
  );
}

export function pullImage(
  connection: EngineConnection,
  request: TransferRequest,
): Promise<void> {
  const { repo, tag } = splitTag(request.reference);
  const transfer = describe(connection, 'pull', request);
  const query = { fromImage: repo, tag };
  const dialled = { path: '/images/create', query };
  return stream(connection, { request, transfer, dialled }, (chunks) =>
    readPull(chunks, transfer, request.onEvent),
  );
}

/** The engine takes the tag separately; a digest counts as a tag. */
export function splitTag(text: string): { repo: string; tag: string } {
  const { registry, repository, tag, digest } = parseReference(text);
  const repo = familiarName({ registry, repository });
  return { repo, tag: digest ?? tag ?? 'latest' };
}

interface Streamed {
  request: TransferRequest;
  transfer: Transfer;
  dialled: Pick<Dialled, 'path' | 'query'>;
}

async function stream<T>(
  connection: EngineConnection,
  { request, transfer, dialled }: Streamed,
  read: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const { onEvent, askRegistry } = request;
  const signal = connection.untilClosed(request.signal);
  const auth = renderRegistryAuth(request.credentials);
  const headers = { 'X-Registry-Auth': auth };
  const attempt = async () => {
    try {
      const { modem } = await connection.openDaemon();
      const post = { ...dialled, method: 'POST', headers, signal } as const;
      return await read(await openAnswer(modem, post));
    } catch (error) {
      throw transferError(error, transfer);
    }
  };
  const onRepeat = ({ message: reason }: BrickyardError) =>
    onEvent({ type: 'repeat', reason });
  try {
    return await repeatTransfer(attempt, { signal, onRepeat, askRegistry });
  } catch (error) {
    throw signal.aborted ? interruptedError(error) : error;
  }
}

function describe(
  { address }: EngineConnection,
  action: Transfer['action'],
  { reference, credentials }: TransferRequest,
): Transfer {
  const { add, redact } = createRedactor();
  if (credentials !== undefined) add(credentials.password);
  const username = credentials?.username;
  return { action, reference, username, address, redact };
}

function missingError(reference: string): BrickyardError {
  const message = `cannot push ${reference}: the engine has no such image`;
  return new BrickyardError('ENGINE_FAILED', message);
}
