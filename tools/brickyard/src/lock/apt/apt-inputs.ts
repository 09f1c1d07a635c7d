import { createHash } from 'node:crypto';

import { escapePattern } from '../../escape-pattern';
import { mainAptList } from '../../requirements/package-lists';
import type { AptRequest } from '../../requirements/parse-apt-list';
import type { AptLock } from './apt-lock';
import { parseAptPins, parseProvided } from './parse-apt-pins';

/**
 * Digest of what decides a lock of apt's packages: what the lists ask for, with the
 * line's values, the archives, and what the images below have.
 */
export function digestAptInputs(lock: AptLock): string {
  const inputs = {
    lists: lock.lists.map(({ path, requests }) => {
      return { path, asks: requests.map(renderRequest) };
    }),
    archives: lock.archives,
    base: lock.line.baseImage,
    below: Object.entries(pinsBelow(lock)),
  };
  const hash = createHash('sha256').update(JSON.stringify(inputs));
  return `sha256:${hash.digest('hex')}`;
}

/** What the images below have: name → version, and the flavour that has it. */
export function pinsBelow({
  ancestors,
}: Pick<AptLock, 'ancestors'>): Record<
  string,
  { version: string; flavour: string }
> {
  const found = ancestors.flatMap(({ flavour, text = '' }) =>
    parseAptPins(text)
      .filter(({ list }) => list === mainAptList)
      .map(({ name, version }) => {
        return [name, { version, flavour: flavour.name }] as const;
      }),
  );
  // Nearest first: what is nearest is what the image has.
  return Object.fromEntries(found.reverse());
}

/** As the list says it: `tdsodbc=1.3.*`. */
export function renderRequest(request: AptRequest): string {
  if (request.kind === 'include') return `-r ${request.path}`;
  if (request.kind === 'source') return `--source ${request.name}`;
  const { name, architecture, version } = request;
  return [
    name,
    architecture === undefined ? '' : `:${architecture}`,
    version === undefined ? '' : `=${version}`,
  ].join('');
}

/** What asks for something that the lock on disk has not. */
export function listMovedRequests(lock: AptLock, text: string): string[] {
  const below = pinsBelow(lock);
  const pins = parseAptPins(text);
  const provided = parseProvided(text);
  const found = lock.lists.flatMap(({ requests }) =>
    requests.flatMap((request) => {
      if (request.kind !== 'package') return [];
      const { version, place } = request;
      const name = provided.get(request.name) ?? request.name;
      const locked =
        pins.find((pin) => pin.name === name)?.version ?? below[name]?.version;
      return locked !== undefined && fits(locked, version)
        ? []
        : [
            place.line === undefined
              ? place.file
              : `${place.file}:${place.line}`,
          ];
    }),
  );
  return [...new Set(found)];
}

/** apt's `*` is any text. */
function fits(version: string, pattern = '*'): boolean {
  const parts = pattern.split('*').map(escapePattern);
  return new RegExp(`^${parts.join('.*')}$`).test(version);
}
