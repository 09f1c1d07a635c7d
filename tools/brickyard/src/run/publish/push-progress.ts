import type { PushEvent } from '../../engine/engine';
import { renderSize } from '../../render-size';
import type { Reporter } from '../shell/reporter';
import { renderRepeat } from '../shell/tell-repeat';

/** Bytes of a layer from which on a log tells how far it is. */
const slowLayer = 50e6;

/** A push as it goes on, and what became of each layer: the engine's last word, by its id. */
export interface PushProgress {
  report: (event: PushEvent) => void;
  states: ReadonlyMap<string, string>;
}

/** Layers as the status of their image, and a line for each quarter of a large one. */
export function followPush(image: string, reporter: Reporter): PushProgress {
  const quarters = new Map<string, number>();
  const states = new Map<string, string>();
  const report = (event: PushEvent): void => {
    if (event.type === 'repeat') {
      reporter.line(image, renderRepeat(event));
      return;
    }
    const { id, state, progress } = event;
    states.set(id, state);
    const text = `${state.toLowerCase()} ${id}`;
    if (progress === undefined) return reporter.status(image, text);
    const { current, total } = progress;
    const amount = `${text}: ${renderSize(current)} of ${renderSize(total)}`;
    reporter.status(image, amount);
    const quarter = Math.floor((4 * current) / total);
    if (total < slowLayer || quarter <= (quarters.get(id) ?? 0)) return;
    quarters.set(id, quarter);
    reporter.line(image, amount);
  };
  return { report, states };
}
