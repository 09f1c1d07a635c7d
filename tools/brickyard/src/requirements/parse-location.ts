import { redact } from '../redact/redact';
import { normalizeName } from './normalize-name';
import type { LocationRequirement } from './requirement';

export type Location = Omit<LocationRequirement, 'place' | 'hashes'>;

const URL_START = /^[a-z][a-z0-9+.-]*:(?:\/\/|\/)/i;
const PATH_START = /^(?:\.{0,2}[/\\]|\.{1,2}(?:\[|\s|$)|[a-z]:[/\\])/i;
const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz)$/i;

/** pip takes what looks like a path or a URL as a place to install from. */
export function isLocation(text: string): boolean {
  const [first = ''] = text.split(/\s/);
  if (URL_START.test(text) || PATH_START.test(text)) return true;
  return !text.includes('@') && (ARCHIVE.test(first) || /[/\\]/.test(first));
}

export function parseLocation(text: string, editable: boolean): Location {
  const [, location = text, marker] = /^(.*?)\s+;\s*(.*)$/s.exec(text) ?? [];
  const name = findName(location);
  return {
    kind: 'location',
    location: redact(location),
    editable,
    ...(name !== undefined && { name: normalizeName(name) }),
    ...(marker !== undefined && { marker }),
  };
}

/** `#egg=name`, or the name that a wheel or sdist carries in its file name. */
function findName(location: string): string | undefined {
  const egg = /#(?:.*&)?egg=([\w.-]+)/.exec(location)?.[1];
  if (egg !== undefined) return egg;
  const [path = ''] = location.split(/[?#]/);
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return ARCHIVE.test(file) ? /^(.+?)-\d/.exec(file)?.[1] : undefined;
}
