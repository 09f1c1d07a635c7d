import { renderError } from '../errors';
import { renderLines } from '../outlet/printable';
import { renderSize } from '../render-size';
import type { ImageResult, RunResult } from '../run/make/run-result';
import type { Outcome } from '../run/shell/schedule';
import { renderTable } from './render-table';

interface Ended extends Pick<RunResult, 'images' | 'outcomes'> {
  /** Ids of those that are in the registry and were not asked for here. */
  remote?: ReadonlySet<string>;
}

/** The results of these images: a line each, full errors below. */
export function renderRun({ images, outcomes, remote }: Ended): string {
  const rows = images.map(({ id }) => {
    const cells = describe(outcomes.get(id));
    const isRemote = remote?.has(id) && cells[0] === 'reused';
    return [id, ...(isRemote ? [onlyInRegistry] : cells)];
  });
  const errors = images.flatMap(({ id }) =>
    renderFailure(id, outcomes.get(id)),
  );
  return renderLines([...renderTable(rows), ...errors]);
}

const onlyInRegistry =
  'reused: the registry has it, the engine does not; --load pulls it';

function describe(outcome: Outcome<ImageResult> | undefined): string[] {
  if (outcome === undefined || outcome.state === 'failed') return ['failed'];
  if (outcome.state === 'skipped')
    return [`skipped: ${outcome.because} did not succeed`];
  const { action, seconds, record, pushed } = outcome.result;
  const done =
    action === 'build' ? `built in ${seconds.toFixed(1)} s` : 'reused';
  if (record === undefined || pushed === undefined) return [done];
  const sent = pushed.written === 0 ? 'already published' : 'published';
  const { unmoved } = pushed;
  const kept = unmoved ? `, not moved: ${unmoved.tags.join(', ')}` : '';
  const size = renderSize(record.size);
  return [`${done}, ${sent}${kept}`, size, record.reference];
}

function renderFailure(
  id: string,
  outcome: Outcome<ImageResult> | undefined,
): string[] {
  return outcome?.state === 'failed'
    ? ['', `${id}: ${renderError(outcome.error)}`]
    : [];
}
