import { type LogicalLine, wordAt } from './join-lines';
import type { Mount, MountKey } from './parsed-dockerfile';

const KEYS: Readonly<Record<string, MountKey>> = {
  type: 'type',
  from: 'from',
  source: 'source',
  src: 'source',
  target: 'target',
  dst: 'target',
  destination: 'target',
  id: 'id',
};

/** `type=bind,from=img,target=/x`; keys that read nothing are skipped. */
export function parseMount(
  logical: LogicalLine,
  from: number,
  to: number,
): Mount {
  const mount: Mount = {};
  for (const field of logical.text.slice(from, to).matchAll(/[^,]+/g)) {
    // Quotes group a flag for Docker's own reader and are not part of a field.
    const [whole, name = '', text = ''] =
      /^["']?([a-zA-Z]+)=["']?(.*?)["']?$/.exec(field[0]) ?? [];
    const key = KEYS[name.toLowerCase()];
    if (whole === undefined || key === undefined || text === '') continue;
    const start = from + field.index + whole.lastIndexOf(text);
    mount[key] = wordAt(logical, start, start + text.length);
  }
  return mount;
}
