import type { PushEvent } from '../../engine/engine';
import { renderSize } from '../../render-size';
import type { Reporter } from '../shell/reporter';
import { renderRepeat } from '../shell/tell-repeat';

/** Bytes of a layer from which on a log tells how far it is. */
const slowLayer = 50e6;

/** Layers that are done as lines, and a line for each quarter of a large one. */
export function createPushReporter(
  image: string,
  reporter: Reporter,
): (event: PushEvent) => void {
  const quarters = new Map<string, number>();
  return (event) => {
    if (event.type === 'repeat') {
      reporter.line(image, renderRepeat(event));
      return;
    }
    const { id, state, progress } = event;
    const text = `${state.toLowerCase()} ${id}`;
    if (progress === undefined) {
      const isEnd = /^(pushed|mounted|layer already exists)/.test(text);
      if (isEnd) reporter.line(image, text);
      else reporter.status(image, text);
      return;
    }
    const { current, total } = progress;
    const amount = `${text}: ${renderSize(current)} of ${renderSize(total)}`;
    reporter.status(image, amount);
    const quarter = Math.floor((4 * current) / total);
    if (total < slowLayer || quarter <= (quarters.get(id) ?? 0)) return;
    quarters.set(id, quarter);
    reporter.line(image, amount);
  };
}
