import type { FoundLogin, LoginAnswer, LoginCase } from './ask-go';
import type { Reading } from './read-logins';

export type Verdict = 'same' | 'explained' | 'unexplained';

/** One registry of a case, as Brickyard and docker see it. */
export interface ComparedLogin {
  verdict: Verdict;
  why?: string;
  file: string;
  registry: string;
  ours: Reading;
  theirs?: FoundLogin;
}

export function compareLogins(
  { file, registries }: LoginCase,
  ours: readonly Reading[],
  { error, found }: LoginAnswer,
): ComparedLogin[] {
  return registries.map((registry, index) => {
    const pair = { ours: ours[index] as Reading, theirs: found[index] };
    return { file, registry, ...pair, ...judge(pair, registry, error) };
  });
}

interface Pair {
  ours: Reading;
  theirs?: FoundLogin;
}

function judge(
  { ours, theirs }: Pair,
  registry: string,
  refused: string | undefined,
): { verdict: Verdict; why?: string } {
  if (theirs === undefined)
    return 'error' in ours
      ? { verdict: 'same' }
      : explained(`docker refuses the file: ${refused}`);
  if ('error' in ours) return { verdict: 'unexplained' };
  if (printUsed(ours) === printUsed(theirs)) return { verdict: 'same' };
  const isNothing = printUsed(theirs) === printUsed();
  if (registry === 'docker.io' && isNothing)
    return explained('Docker Hub by another of its names');
  if (theirs.username !== '' && theirs.password === '')
    return explained('a name without a password is no login');
  return { verdict: 'unexplained' };
}

function explained(why: string) {
  return { verdict: 'explained' as const, why };
}

/** What an engine would use: a token counts before a password. */
function printUsed(login?: FoundLogin): string {
  const { helper, registryToken, identityToken } = login ?? {};
  if (helper) return `helper ${helper}`;
  if (registryToken) return `registry token ${registryToken}`;
  if (identityToken) return `identity token ${identityToken}`;
  return `${login?.username ?? ''}:${login?.password ?? ''}`;
}
