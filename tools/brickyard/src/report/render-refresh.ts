import { renderLines } from '../outlet/printable';
import { isStale, type RefreshEntry } from '../run/bases/refresh-entries';
import type { RefreshResult } from '../run/refresh/refresh-images-lock';
import { renderTable } from './render-table';

const states: Readonly<Record<RefreshEntry['state'], string>> = {
  unchanged: 'unchanged',
  moved: 'moved',
  added: 'added',
  dropped: 'dropped: no Dockerfile names it',
  substituted: 'left alone: the profile uses another image',
  failed: 'left alone: its registry gave no digest',
};

type Refreshed = Pick<RefreshResult, 'entries' | 'isWritten'>;

/** One line for each reference, and whether the file was written. */
export function renderRefresh(result: Refreshed, check = false): string {
  const rows = result.entries.map(({ image, state, from, to }) => [
    image,
    renderDigest(from),
    renderDigest(to),
    states[state],
  ]);
  const head = rows.length > 0 ? [['image', 'old', 'new', 'state']] : [];
  return renderLines([
    ...renderTable([...head, ...rows]),
    renderOutcome(result, check),
  ]);
}

function renderOutcome(
  { entries, isWritten }: Refreshed,
  check: boolean,
): string {
  if (isWritten) return 'images.lock.json written';
  const stale = check ? entries.filter(isStale).length : 0;
  if (stale === 0) return 'images.lock.json unchanged';
  return `images.lock.json is out of date in ${stale} of ${entries.length}: npx brickyard refresh`;
}

function renderDigest(digest: string | null): string {
  return digest === null ? '-' : digest.replace(/^sha256:/, '').slice(0, 12);
}
