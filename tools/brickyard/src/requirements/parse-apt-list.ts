import type { Place, Problem } from '../errors';
import { hideLogins } from '../redact/hide-logins';

/** What a line of a list of apt packages asks for, with its variables filled in. */
export type AptRequest = { place: Place } & (
  | { kind: 'package'; name: string; architecture?: string; version?: string }
  /** The archive that the variables `<NAME>_APT_SOURCE` and so on tell. */
  | { kind: 'source'; name: string }
  /** Another list, as seen from this one. */
  | { kind: 'include'; path: string }
);

export interface AptList {
  requests: AptRequest[];
  problems: Problem[];
}

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(-)([^}]{0,1000}))?\}/g;
/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#source; apt takes a `-` at the end for a removal. */
const PACKAGE =
  /^([a-z0-9][a-z0-9.+-]*[a-z0-9.+])(?::([a-z0-9]+))?(?:=([A-Za-z0-9.+~:*-]+))?$/;

/** Reads a list as the toolbox's `apt-list` does. `file` is what messages call it. */
export function parseAptList(
  text: string,
  file: string,
  variables: Readonly<Record<string, string>>,
): AptList {
  const requests: AptRequest[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const place = { file, line: index + 1 };
    const refuse = (message: string) =>
      problems.push({ place, message: hideLogins(message) });
    const words = fillIn(withoutComment(line), variables, refuse)
      .split(/[ \t]+/)
      .filter((word) => word !== '');
    requests.push(...readWords(words, place, refuse));
  }
  return { requests, problems };
}

/** A line without what follows `#`. */
export function withoutComment(line: string): string {
  return line.replace(/\r$/, '').replace(/(^|[ \t])#.*/, '');
}

function fillIn(
  line: string,
  variables: Readonly<Record<string, string>>,
  refuse: (message: string) => void,
): string {
  return line.replace(
    VARIABLE,
    (_, name: string, dash: string | undefined, fallback = '') => {
      const value = variables[name] ?? '';
      if (value !== '') return value;
      if (dash === undefined)
        refuse(
          `\${${name}} has no value: the runtime line has none, or the Dockerfile does not declare ARG ${name}; write \${${name}-} where it may be empty`,
        );
      return String(fallback);
    },
  );
}

function readWords(
  words: readonly string[],
  place: Place,
  refuse: (message: string) => void,
): AptRequest[] {
  const [first = '', second = ''] = words;
  if (first === '-r' && words.length === 2)
    return [{ kind: 'include', path: second, place }];
  if (
    first === '--source' &&
    words.length === 2 &&
    /^[a-z][a-z0-9]*$/.test(second)
  )
    return [{ kind: 'source', name: second, place }];
  return words.flatMap((word): AptRequest[] => {
    const [, name, architecture, version] = PACKAGE.exec(word) ?? [];
    if (name !== undefined)
      return [{ kind: 'package', name, architecture, version, place }];
    refuse(`${word} is no package: write a name, or name=version`);
    return [];
  });
}
