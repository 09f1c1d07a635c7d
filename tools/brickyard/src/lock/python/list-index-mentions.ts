import type { Problem } from '../../errors';
import { placeInDefinition } from '../../flavour/place-in-definition';
import { normalizeName } from '../../requirements/normalize-name';
import { findOwner, type NamedIndex } from './package-origins';
import type { PythonLock } from './python-lock';

/** The address that uv asks while a lock is resolved: it is sent on from there. */
const ROUTER = /http:\/\/127\.0\.0\.1:\d+\/by-name(?:\/([A-Za-z0-9._-]+)\/?)?/g;

/** uv's words with the addresses that people know. */
export function nameIndexes(text: string, { origins }: PythonLock): string {
  return text.replace(ROUTER, (_all, name?: string) => {
    if (name === undefined) return 'of one of these packages';
    const owner = findOwner(origins, name);
    return owner === undefined
      ? `the main index: ${name}`
      : pageOf(owner, name);
  });
}

function pageOf({ url }: NamedIndex, name: string): string {
  return `${url.replace(/\/$/, '')}/${name}/`;
}

/**
 * Which index each package is asked of that a sentence names, and where `image.ts`
 * says so. `text` is all that uv says, which tells of a password that it lacks.
 */
export function listIndexMentions(
  sentence: string,
  locks: readonly PythonLock[],
  text: string,
): Problem[] {
  const isRefused = /\b40[13]\b|authentication/i.test(text);
  const words = [...sentence.matchAll(/[A-Za-z0-9][A-Za-z0-9._-]*/g)].map(
    ([word]) => normalizeName(word.replace(/[._-]+$/, '')),
  );
  const found = locks.flatMap(({ origins }) =>
    [...new Set(words)].flatMap((name) => {
      const owner = findOwner(origins, name);
      return owner === undefined ? [] : [describe(owner, name, isRefused)];
    }),
  );
  return [...new Map(found.map((each) => [each.message, each])).values()];
}

function describe(
  owner: NamedIndex,
  name: string,
  isRefused: boolean,
): Problem {
  const { name: index, url, secret, flavour } = owner;
  const keys = ['python', 'indexes', index];
  const login =
    secret === undefined
      ? "it asks for a password: name a build secret, as secret: 'feed'"
      : `it does not take what the build secret '${secret}' says`;
  return {
    place: placeInDefinition(flavour, keys),
    message: `${keys.join('.')}: ${name} is asked of ${url} alone${isRefused ? `; ${login}` : ''}`,
  };
}
