import { closest, distance } from 'fastest-levenshtein';

/** `did you mean python? flavours: minimal, python`, for words that are none of these. */
export function hintNames(
  kind: string,
  known: readonly string[],
  words: readonly string[],
): string {
  const likely = words.flatMap((word) => findLikely(word, known) ?? []);
  const question =
    likely.length === 0
      ? ''
      : `did you mean ${[...new Set(likely)].join(', ')}? `;
  return `${question}${kind}: ${known.join(', ')}`;
}

/** The name that a word was probably meant to be: two slips, more in a long one. */
export function findLikely(
  word: string,
  known: readonly string[],
): string | undefined {
  if (known.length === 0) return undefined;
  const lower = new Map(known.map((name) => [name.toLowerCase(), name]));
  const typed = word.toLowerCase();
  const near = closest(typed, [...lower.keys()]);
  const slips = distance(typed, near);
  const shorter = Math.min(typed.length, near.length);
  const isLikely = slips <= Math.max(2, shorter / 3) && slips < shorter;
  return isLikely ? lower.get(near) : undefined;
}
