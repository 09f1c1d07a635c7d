import { renderPlace } from '../../errors';
import type { LockKindName } from '../../lock/kind/lock';
import type { ImageContents } from '../ask/image-contents';
import { openBelow } from '../ask/list-below';
import { listMatches, type Match } from '../ask/match-packages';
import { findOrigin, type Origin } from '../ask/origin';
import { parseQuery } from '../ask/parse-query';

/** A package that images of a flavour have, as far as lists, locks and records know. */
export interface There {
  /** `2.2.3 on 17.3-LTS, 1.5.3 on 16.4-LTS`; empty where nothing says it. */
  versions: string;
  origin: Origin;
}

export interface ThereRequest {
  flavour: string;
  ecosystem: LockKindName;
  name: string;
}

export type FindThere = (request: ThereRequest) => There | undefined;

export function openThere(
  contents: readonly ImageContents[],
  localNamespace: string,
): FindThere {
  const belowOf = openBelow(contents, localNamespace);
  return ({ flavour, ecosystem, name }) => {
    const query = parseQuery(name, ecosystem);
    if (typeof query === 'string') return undefined;
    const matches = contents
      .filter(({ image }) => image.flavour.name === flavour)
      .flatMap((of) => listMatches(of, query).filter(isOfNotebooks));
    const [first] = matches;
    if (first === undefined) return undefined;
    const { content, of } = first;
    const origin = findOrigin(content, of, belowOf(of.image));
    return { versions: renderVersions(matches), origin };
  };
}

/** Of Python's environments, the one that notebooks run in. */
function isOfNotebooks({ content: { environment } }: Match): boolean {
  return environment === null || environment.endsWith('/python3');
}

function renderVersions(matches: readonly Match[]): string {
  const known = matches.flatMap(({ content: { version }, of }) =>
    version === undefined ? [] : [{ version, runtime: of.image.runtime.name }],
  );
  const versions = [...new Set(known.map(({ version }) => version))];
  if (versions.length < 2) return versions[0] ?? '';
  return known
    .map(({ version, runtime }) => `${version} on ${runtime}`)
    .join(', ');
}

/** `through python`, `through requests (packages/python/requirements.txt:24)`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.kind) {
    case 'line':
      return `as ${renderPlace(origin.place)} says`;
    case 'below':
      return `through ${origin.flavour}`;
    case 'needed':
      return `since ${origin.names.slice(0, -1).join(' → ')} of ${renderPlace(origin.place)} needs it`;
    case 'list':
      return `since another package of ${origin.list} needs it`;
    case 'unlisted':
      return origin.base === null
        ? `by ${origin.folder}/Dockerfile`
        : `by ${origin.base} or ${origin.folder}/Dockerfile`;
  }
}
