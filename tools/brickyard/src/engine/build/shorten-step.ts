import { shorten, shortenHashes } from '../../shorten';
import { collapse } from './instructions';

/** What BuildKit mounts into a RUN says nothing of what it does. */
const RUN_FLAGS =
  /^((?:\[[^\]]*\] )?RUN )((?:--(?:mount|network|security)=(?:"[^"]*"|'[^']*'|[^\s"'])+ )+)/i;

/**
 * A step or an instruction in one line of at most `length`: its command, not its
 * mounts, and no hash in full.
 */
export function shortenStep(name: string, length: number): string {
  const line = collapse(name).replace(RUN_FLAGS, '$1');
  return shorten(shortenHashes(line), length);
}
