import { BrickyardError } from '../../errors';
import type { CodeHost, HostComment } from '../host/code-host';
import { isAmbiguous } from '../host/host-error';
import { isSameText, markerLine } from './marker';

export interface CommentRequest {
  pullRequest: number;
  /** Tells this comment from others of ours: `report`. */
  marker: string;
  text: string;
}

export type CommentOutcome = 'created' | 'updated' | 'unchanged';

const MAX_TRIES = 3;

/**
 * Leaves one comment with the text. Two runs at the same time may each have made
 * one: the oldest stays. A comment that starts with the marker but has another
 * author is left alone.
 */
export async function upsertComment(
  host: CodeHost,
  { pullRequest, marker, text }: CommentRequest,
): Promise<CommentOutcome> {
  const line = markerLine(marker);
  const body = `${line}\n${text}`;
  assertLength(host, body.length);
  for (let attempt = 1; ; attempt += 1) {
    const listed = await host.comments.list(pullRequest, line);
    const [oldest, ...rest] = listed.filter(({ isOurs }) => isOurs);
    for (const { id } of rest) await remove(host, pullRequest, id);
    if (oldest !== undefined) return update(host, pullRequest, oldest, body);
    try {
      await host.comments.create(pullRequest, body);
      return 'created';
    } catch (error) {
      // It may have arrived, so look before sending it again.
      if (!isAmbiguous(error) || attempt === MAX_TRIES) throw error;
    }
  }
}

/** Another run may have deleted it already. */
async function remove(
  host: CodeHost,
  pullRequest: number,
  id: string,
): Promise<void> {
  try {
    await host.comments.delete(pullRequest, id);
  } catch (error) {
    if ((error as BrickyardError).code !== 'HOST_NOT_FOUND') throw error;
  }
}

async function update(
  host: CodeHost,
  pullRequest: number,
  comment: HostComment,
  body: string,
): Promise<CommentOutcome> {
  if (isSameText(comment.body, body)) return 'unchanged';
  await host.comments.update(pullRequest, comment.id, body);
  return 'updated';
}

/** Counts UTF-16 units, of which there are never fewer than a host counts. */
function assertLength({ name, limits }: CodeHost, length: number): void {
  if (length <= limits.comment) return;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `the text has ${length} characters with its marker, and a comment on ${name} at most ${limits.comment}`,
    { hint: 'shorten it; `brickyard report` keeps within the limit' },
  );
}
