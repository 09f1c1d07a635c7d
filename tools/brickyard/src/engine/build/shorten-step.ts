import { shorten } from '../../shorten';
import { collapse } from './instructions';

/** What BuildKit mounts into a RUN says nothing of what it does. */
const RUN_FLAGS =
  /^((?:\[[^\]]*\] )?RUN )((?:--(?:mount|network|security)=(?:"[^"]*"|'[^']*'|[^\s"'])+ )+)/i;
/** The tag of a key, a digest: 12 digits tell two apart as well as all. */
const LONG_HASH =
  /\b(k-|sha256:)([0-9a-f]{12})(?:[0-9a-f]{52}|[0-9a-f]{28})\b/g;

/**
 * A step or an instruction in one line of at most `length`: its command, not its
 * mounts, and no hash in full.
 */
export function shortenStep(name: string, length: number): string {
  const line = collapse(name).replace(RUN_FLAGS, '$1');
  return shorten(line.replace(LONG_HASH, '$1$2…'), length);
}
