/** One way to authenticate that a 401 offers. */
export interface AuthChallenge {
  /** Lower case: `basic`, `bearer`. */
  scheme: string;
  /** Names in lower case. */
  parameters: Readonly<Record<string, string>>;
}

const SCHEME = /\s*([!#$%&'*+.^`|~\w-]+)(?=\s|,|$)(?!\s*=)/y;
const PARAMETER =
  /\s*([!#$%&'*+.^`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/y;
const SEPARATOR = /[\s,]*/y;

/**
 * A `WWW-Authenticate` value, which may hold several challenges.
 * Grammar: https://www.rfc-editor.org/rfc/rfc9110#name-www-authenticate
 * A part that does not parse ends the list: half a header is still useful.
 */
export function parseChallenges(header: string): AuthChallenge[] {
  const challenges: AuthChallenge[] = [];
  let at = 0;
  for (;;) {
    at = matchAt(SEPARATOR, header, at)?.end ?? at;
    const scheme = matchAt(SCHEME, header, at);
    if (scheme?.groups[0] === undefined) return challenges;
    const { parameters, end } = parseParameters(header, scheme.end);
    challenges.push({ scheme: scheme.groups[0].toLowerCase(), parameters });
    at = end;
  }
}

function parseParameters(header: string, start: number) {
  const parameters: Record<string, string> = {};
  let end = start;
  for (;;) {
    const next = matchAt(SEPARATOR, header, end)?.end ?? end;
    const found = matchAt(PARAMETER, header, next);
    if (found?.groups[0] === undefined) return { parameters, end };
    const [name, quoted, bare] = found.groups;
    parameters[name.toLowerCase()] =
      quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    end = found.end;
  }
}

function matchAt(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && { groups: match.slice(1), end: pattern.lastIndex };
}
