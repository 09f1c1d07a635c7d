import type { BrickyardError } from '../../errors';
import type { LayerEvent, PushResult } from '../engine';
import {
  answerText,
  diskFullError,
  engineError,
  goneError,
} from '../engine-errors';
import type { EngineMessage } from '../json-lines';
import { decodeJsonLines, failureText } from '../json-lines';
import { registryError } from './registry-failure';

/** How the only line of a pull starts whose id is the tag. */
const TAG_LINE = 'Pulling from ';

/**
 * Engine 20.10 counts down before it sends a layer again, and gives up after
 * four such waits: a minute. It does so at a reset, not at a 429.
 */
const LAST_SECOND = 'Retrying in 1 second';
const OWN_WAITS = 4;

/** A push or a pull, and the registry it talks to. */
export interface Transfer {
  action: 'push' | 'pull';
  reference: string;
  /** The user whose password was sent, if any. */
  username?: string;
  /** Where the engine listens. */
  address: string;
  redact: (text: string) => string;
}

/** `1.0: digest: sha256:… size: 528`, the last line of a push. */
const DIGEST_LINE = /: digest: (sha256:[0-9a-f]{64}) size: \d+$/;

/**
 * Follows a push to its end. The last message tells the digest: in `aux`, or,
 * where containerd keeps the images, in its text alone (Engine 28.5). Without it
 * the push did not complete, however the stream ended.
 */
export async function readPush(
  chunks: AsyncIterable<Uint8Array>,
  push: Transfer,
  onEvent: (event: LayerEvent) => void,
): Promise<PushResult> {
  let digest: string | undefined;
  for await (const message of followTransfer(chunks, push, onEvent)) {
    digest = pushedDigest(message) ?? digest;
  }
  if (digest === undefined) throw goneError(push.address);
  return { digest };
}

export async function readPull(
  chunks: AsyncIterable<Uint8Array>,
  pull: Transfer,
  onEvent: (event: LayerEvent) => void,
): Promise<void> {
  const messages = followTransfer(chunks, pull, onEvent);
  while (!(await messages.next()).done);
}

async function* followTransfer(
  chunks: AsyncIterable<Uint8Array>,
  transfer: Transfer,
  onEvent: (event: LayerEvent) => void,
): AsyncGenerator<EngineMessage> {
  const states = new Map<string, string>();
  const waits = new Map<string, number>();
  for await (const message of decodeJsonLines(chunks)) {
    const failure = failureText(message);
    if (failure !== undefined) {
      const gaveUp = [...waits.values()].some((count) => count >= OWN_WAITS);
      throw refusal(transfer, failure, gaveUp);
    }
    const { id = '', status: state = '' } = message;
    if (state === LAST_SECOND) waits.set(id, (waits.get(id) ?? 0) + 1);
    const isLayer = id !== '' && !state.startsWith(TAG_LINE);
    const progress = parseProgress(message);
    if (isLayer && (progress !== undefined || states.get(id) !== state)) {
      states.set(id, state);
      onEvent({ type: 'layer', id, state, ...(progress && { progress }) });
    }
    yield message;
  }
}

function parseProgress({
  progressDetail,
}: EngineMessage): LayerEvent['progress'] {
  const { current = 0, total = 0 } = progressDetail ?? {};
  // A layer is compressed on the way, and may be larger than announced.
  return total > 0 ? { current: Math.min(current, total), total } : undefined;
}

/** The registry's answer comes in the stream, or as the engine's own status. */
export function transferError(cause: unknown, transfer: Transfer): Error {
  const text = answerText(cause);
  return text === undefined
    ? engineError(cause, transfer.address)
    : refusal(transfer, text);
}

function refusal(
  transfer: Transfer,
  failure: string,
  gaveUp = false,
): BrickyardError {
  const { action, reference, username } = transfer;
  const text = transfer.redact(plainLine(failure));
  // The engine says "no basic auth credentials" for a wrong password, too.
  const who = username === undefined ? '' : ` as "${username}"`;
  const attempt = `${action} ${reference}${who}`;
  return diskFullError(text) ?? registryError(attempt, text, gaveUp);
}

/** Without the queries of addresses: a screenful of state that tells nothing. */
function plainLine(text: string): string {
  return text
    .replaceAll(/(https?:\/\/[^\s"?]+)\?[^\s":]*/g, '$1')
    .replaceAll(/\s*\n\s*/g, '; ');
}

function pushedDigest({ aux, id, status }: EngineMessage): string | undefined {
  const digest = (aux as { Digest?: unknown } | undefined)?.Digest;
  if (typeof digest === 'string') return digest;
  // A line with an id is about a layer.
  return id === undefined ? DIGEST_LINE.exec(status ?? '')?.[1] : undefined;
}
