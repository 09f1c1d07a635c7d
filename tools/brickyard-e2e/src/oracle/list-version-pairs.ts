import type { VersionSpecifier } from '../../../brickyard/src/requirements/requirement';

export interface VersionPair {
  version: string;
  operator: VersionSpecifier['operator'];
  of: string;
}

/** Each version with each specifier. */
export function listVersionPairs(): VersionPair[] {
  const versions = releases.flatMap((release) =>
    suffixes.map((suffix) => release + suffix),
  );
  return [...versions, '1.0+x', '1.0rc1+x'].flatMap((version) =>
    operators.flatMap((operator) =>
      versions.map((of) => ({ version, operator, of })),
    ),
  );
}

const releases = ['1.0', '1.0.1', '2', '1!0.5', '1.0.0'];
const suffixes = [
  '',
  'rc1',
  'a2',
  '.post1',
  '.dev1',
  'rc1.post2',
  '.post1.dev2',
];
const operators = ['==', '!=', '<', '<=', '>', '>=', '~=', '==='] as const;
