import type { VersionOrder } from '../version-order';

const EPOCH = /^(?:(\d+):)?(.*)$/s;
const UPSTREAM = /^[A-Za-z0-9.+~:-]+$/;
const REVISION = /^[A-Za-z0-9.+~]+$/;
const NUMBERS = /^\d+(?:\.\d+)*/;

interface Parts {
  epoch: number;
  upstream: string;
  /** A missing one counts as `0`. */
  revision: string;
}

/**
 * `[epoch:]upstream[-revision]`:
 * https://manpages.debian.org/bookworm/dpkg-dev/deb-version.7.en.html
 */
export const debianOrder: VersionOrder = {
  releaseOf(version) {
    const parts = split(version);
    if (!UPSTREAM.test(parts.upstream) || !REVISION.test(parts.revision))
      return undefined;
    const [numbers = ''] = NUMBERS.exec(parts.upstream) ?? [];
    return {
      epoch: parts.epoch,
      numbers: numbers.split('.').filter(Boolean).map(Number),
    };
  },
  compare(a, b) {
    const [left, right] = [split(a), split(b)];
    return (
      left.epoch - right.epoch ||
      compareText(left.upstream, right.upstream) ||
      compareText(left.revision, right.revision)
    );
  },
};

function split(version: string): Parts {
  const [, epoch = '0', rest = ''] = EPOCH.exec(version) ?? [];
  const dash = rest.lastIndexOf('-');
  const [upstream, revision] =
    dash < 0 ? [rest, '0'] : [rest.slice(0, dash), rest.slice(dash + 1)];
  // Without an epoch, upstream must not look as if it had one.
  const isAmbiguous = !/^\d+:/.test(version) && upstream.includes(':');
  return {
    epoch: Number(epoch),
    upstream: isAmbiguous ? '' : upstream,
    revision,
  };
}

/** Words and numbers alternate. The first one is a word and may be empty. */
function compareText(a: string, b: string): number {
  const [left, right] = [runsOf(a), runsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [word, digits] = left[at] ?? ['', ''];
    const [otherWord, otherDigits] = right[at] ?? ['', ''];
    const difference =
      compareWords(word, otherWord) || compareDigits(digits, otherDigits);
    if (difference !== 0) return difference;
  }
  return 0;
}

function runsOf(text: string): [string, string][] {
  return [...text.matchAll(/(\D*)(\d*)/g)].map(([, word = '', digits = '']) => [
    word,
    digits,
  ]);
}

function compareWords(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = rank(a[at]) - rank(b[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `~` before the end of a word, then letters, then all other characters. */
function rank(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

/** The longer one is larger: dates and hashes do not fit into a number. */
function compareDigits(a: string, b: string): number {
  const [left, right] = [a, b].map((digits) => digits.replace(/^0+/, ''));
  if (left === undefined || right === undefined || left === right) return 0;
  return left.length - right.length || (left < right ? -1 : 1);
}
