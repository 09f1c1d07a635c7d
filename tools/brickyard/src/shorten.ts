import { hideLogins } from './redact/hide-logins';

/** At most `length` units of a text; the last is an ellipsis if more was there. */
export function shorten(whole: string, length: number): string {
  // Half a login would not be known for one.
  const text = hideLogins(whole);
  if (text.length <= length) return text;
  // A character may take two units: half of one is not kept.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The tag of a key, a digest. */
const longHash =
  /(\bk-|\bsha256:)([0-9a-f]{12})(?:[0-9a-f]{52}|[0-9a-f]{28})\b/g;

/** 12 digits identify a digest or a key as well as all. */
export function shortenHashes(text: string): string {
  return text.replace(longHash, '$1$2…');
}
