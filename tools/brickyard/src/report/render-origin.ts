import { type Place, renderPlace } from '../errors';
import type { Origin } from '../run/ask/origin';

/** Where a package is from, in at most so many characters where names may be left out. */
export function renderOrigin(origin: Origin, room = Infinity): string {
  switch (origin.kind) {
    case 'line':
      return renderPlace(origin.place);
    case 'below':
      return `built on ${origin.flavour}`;
    case 'needed':
      // The package itself needs no second mention.
      return renderChain(origin.place, origin.names.slice(0, -1), room);
    case 'list':
      return `${origin.list}, for another package`;
    case 'unlisted':
      return origin.base === null
        ? `${origin.folder}, in no list`
        : `${origin.base} or ${origin.folder}, in no list`;
  }
}

/** `packages/geo/requirements.txt:3 → pandas → pytz`; of a long one the middle is left out. */
export function renderChain(
  place: Place,
  names: readonly string[],
  room = Infinity,
): string {
  const join = (shown: readonly string[]) =>
    [renderPlace(place), ...shown].join(' → ');
  if (join(names).length <= room || names.length < 3) return join(names);
  for (let kept = names.length - 2; kept > 1; kept -= 1) {
    const shown = [...names.slice(0, 1), '…', ...names.slice(-kept)];
    if (join(shown).length <= room) return join(shown);
  }
  return join([...names.slice(0, 1), '…', ...names.slice(-1)]);
}
