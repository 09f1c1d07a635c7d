import type { PushEvent, RepeatEvent } from '../../engine/engine';

/** For a pull, of which nothing else is told: says that it begins again. */
export function tellRepeat(
  say: (text: string) => void,
): (event: PushEvent) => void {
  return (event) => {
    if (event.type === 'repeat') say(renderRepeat(event));
  };
}

export function renderRepeat({ reason }: RepeatEvent): string {
  return `${reason}; trying again`;
}
