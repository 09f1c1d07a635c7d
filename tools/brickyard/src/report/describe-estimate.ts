import type { CostEstimate } from '../plan/build-plan';
import { renderSize } from '../render-size';

/** More new packages than these are counted, not named. */
const mostNames = 3;

/** `uploads about 17.3 MB of 351.8 MB; a node that has the last image pulls about 17.3 MB` */
export function describeEstimate(cost: CostEstimate): string {
  const { size, upload, download, uncounted } = cost;
  const word = wordOf(cost);
  return [
    `uploads ${word} ${renderSize(upload)} of ${renderSize(size)}`,
    `a node that has the last image pulls ${word} ${renderSize(download)}`,
    ...describeUncounted(uncounted),
  ].join('; ');
}

/** `about 17.3 MB of 351.8 MB` */
export function describePulled(cost: CostEstimate): string {
  const { download, size } = cost;
  return `${wordOf(cost)} ${renderSize(download)} of ${renderSize(size)}`;
}

/** Nothing where all is counted. */
export function describeUncounted(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const hidden = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(', ');
  const rest = hidden > 0 ? ` and ${hidden} more` : '';
  return [`not counted, since no lock has its size: ${shown}${rest}`];
}

function wordOf({ isBound }: CostEstimate): string {
  return isBound ? 'up to' : 'about';
}
