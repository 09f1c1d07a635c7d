import { mainAptList } from '../../requirements/package-lists';

/** A row of a lock: one package in one version, for one list. */
export interface AptPin {
  name: string;
  version: string;
  /** `sha256:…`, of the package's file. */
  hash: string;
  /** `apt_packages.txt` for what the image has, another list for what a stage has beside it. */
  list: string;
}

const ROW = /^([a-z0-9][a-z0-9.+:-]*)=(\S+) (sha256:[0-9a-f]{64}) (\S+)$/gm;

/** The rows of a lock, in their order. */
export function parseAptPins(text: string): AptPin[] {
  return [...text.matchAll(ROW)].map(
    ([, name = '', version = '', hash = '', list = '']) => {
      return { name, version, hash, list };
    },
  );
}

/** The image's own rows of a lock: what it has had for long, and what was added since. */
export function splitAptPins(text: string): {
  steady: AptPin[];
  added: AptPin[];
} {
  const [above = '', ...below] = text.split(/^# added/m);
  const own = (part: string) =>
    parseAptPins(part).filter(({ list }) => list === mainAptList);
  return { steady: own(above), added: own(below.join('')) };
}

const PROVIDED = /^# (\S+) is provided by (\S+)$/gm;

/**
 * Names that lists ask for → the package that alone provides each, as apt takes
 * it: `libuv1` → `libuv1t64`.
 */
export function parseProvided(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(PROVIDED)].map(([, name = '', by = '']) => [name, by]),
  );
}
