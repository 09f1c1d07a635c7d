import type { Reason } from '../key/key-part';
import { shortenHashes } from '../shorten';

/** One reason in a few words: `requirements.txt changed`, `base ubuntu:24.04 sha256:1f… → sha256:9c…`. */
export function renderReason({ part, change, from, to }: Reason): string {
  const [kind = '', ...rest] = part.split(':');
  const name = rest.join(':');
  switch (kind) {
    case 'image':
      return renderImageChange(change);
    case 'context':
      return `${name} ${change}${executableChange(from, to)}`;
    case 'dockerfile':
      return `Dockerfile ${change}`;
    case 'parent':
      return `parent ${name} ${change}`;
    case 'schema':
      return 'Brickyard now builds differently';
    default:
      return `${kind}${name && ` ${name}`} ${renderChange(change, from, to)}`;
  }
}

function renderImageChange(change: Reason['change']): string {
  switch (change) {
    case 'added':
      return 'never built';
    case 'unknown':
      return 'not in the engine, and the registry could not be asked';
    default:
      return 'was built, but is in neither engine nor registry';
  }
}

function executableChange(from = '', to = ''): string {
  const [before, after] = [from, to].map((value) =>
    value.startsWith('executable '),
  );
  if (before === after || from === '' || to === '') return '';
  return after ? ' (now executable)' : ' (no longer executable)';
}

function renderChange(change: Reason['change'], from = '', to = ''): string {
  if (change === 'added') return `added (${renderValue(to)})`;
  if (change === 'removed') return `removed (${renderValue(from)})`;
  return `${renderValue(from)} → ${renderValue(to)}`;
}

function renderValue(value: string): string {
  return value === '' ? "''" : shortenHashes(value);
}
