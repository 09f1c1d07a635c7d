import * as v from 'valibot';

/** Hosts that only this machine answers for: nobody is between. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Of an index or a repository that image.ts names: in locks and in the image's history, so without a password. */
export const feedAddress = v.pipe(
  v.string(),
  v.check((value) => URL.canParse(value), 'is not a URL'),
  v.check(
    (value) => !/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(value),
    'has a user or password in it: name a build secret instead, as secret: "feed"',
  ),
  v.check(
    (value) => !/\$\{?\w/.test(value),
    'has a variable in it, which a build does not have: write the address, and name a build secret for a password, as secret: "feed"',
  ),
  v.check(isSafe, 'is neither https:// nor http:// on loopback'),
  v.check(
    (value) => !/[?#\s]/.test(value),
    'has a query, a fragment or a space: write the address alone, as https://host/simple',
  ),
);

function isSafe(value: string): boolean {
  if (!URL.canParse(value)) return true;
  const { protocol, hostname } = new URL(value);
  return (
    protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  );
}
