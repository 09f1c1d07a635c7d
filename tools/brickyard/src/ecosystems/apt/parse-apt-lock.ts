import { parseAptPins } from '../../lock/apt/parse-apt-pins';
import type { Package } from '../package';

/** What a lock of apt packages names, for one list or for all; empty for a text that is none. */
export function parseAptLock(text: string, list?: string): Package[] {
  return parseAptPins(text)
    .filter((pin) => list === undefined || pin.list === list)
    .map(({ name, version }) => ({ name, version }));
}
