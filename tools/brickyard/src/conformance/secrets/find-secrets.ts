import { tokenShapes, urlPassword } from '../../redact/secret-patterns';
import { isValue } from './is-value';
import { suspectName } from './secret-names';

/** What is given away, without the value, and where in the text. */
export interface FoundSecret {
  /** `a value for GITHUB_TOKEN`, `a private key` */
  what: string;
  at: number;
}

/** What a text gives away: a Dockerfile's, a file's, a line of an image's history. */
export function findSecrets(text: string): FoundSecret[] {
  const found = [
    ...findShapes(text),
    ...findUrls(text),
    ...findLogins(text),
    ...findAssigned(text),
    ...findPairs(text),
  ];
  return found.filter(
    ({ what }, at) => found.findIndex((each) => each.what === what) === at,
  );
}

/** The same for a variable or label whose whole value is known. */
export function findSecretsOf(name: string, value: string): string[] {
  if (suspectName(name) === 'sure' && isValue(value)) return [valueFor(name)];
  return findSecrets(value).map(({ what }) => what);
}

export const valueFor = (name: string) => `a value for ${name}`;

function findShapes(text: string): FoundSecret[] {
  return tokenShapes.flatMap(([what, shape]) => {
    const at = text.search(shape);
    return at < 0 ? [] : [{ what, at }];
  });
}

function findUrls(text: string): FoundSecret[] {
  return [...text.matchAll(urlPassword)]
    .filter(([, password = '']) => isValue(password))
    .map(({ index }) => ({ what: 'a URL with a password', at: index }));
}

/** As `.netrc` and Docker's configuration have them. */
function findLogins(text: string): FoundSecret[] {
  const netrc = text.matchAll(
    /\b(?:machine\s+\S+|default)\s+(?:login|user)\s+\S+\s+password\s+([^\s'"\\]+)/g,
  );
  const docker = text.matchAll(/"(?:auth|identitytoken)"\s*:\s*"([^"]*)"/g);
  return [
    ...[...netrc].map((match) => ({ match, what: 'a login of .netrc' })),
    ...[...docker].map((match) => ({ match, what: 'a login of Docker' })),
  ].flatMap(({ match: { 1: value = '', index }, what }) =>
    isValue(value) ? [{ what, at: index }] : [],
  );
}

/** The text may be shell or Python: an expression in it is not a value. */
const ASSIGNMENT =
  /(?<![\w$.{-])-{0,2}([A-Za-z_][\w.-]*)=("[^"\n]*"|'[^'\n]*'|[^\s;&|)]+)/g;

/** How many assignments may be in each other: `a=b=c`. */
const DEEPEST = 3;

function findAssigned(text: string, from = 0, depth = 0): FoundSecret[] {
  return [...text.matchAll(ASSIGNMENT)].flatMap(
    ({ 0: whole, 1: name = '', 2: written = '', index }) => {
      const value = unquote(written);
      if (isSecret(name, value))
        return [{ what: valueFor(name), at: from + index }];
      // `--from-literal=password=…`, `CONNECTION="…;AccountKey=…"`
      const start = from + index + whole.length - written.length;
      return value.includes('=') && depth < DEEPEST
        ? findAssigned(value, start, depth + 1)
        : [];
    },
  );
}

/** `"password": "…"` of JSON, `password: …` and `password = …` on a line of its own. */
const PAIR =
  /(?:"([\w.-]+)"\s*:\s*"([^"\n]*)"|(?:^|\\n)[ \t]*([A-Za-z_][\w.-]*)[ \t]*(?::[ \t]|[ \t]=)[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s"'\\]+)[ \t]*(?=$|\\n|["']))/gm;

function findPairs(text: string): FoundSecret[] {
  return [...text.matchAll(PAIR)].flatMap(
    ({ 1: quoted, 2: text1, 3: bare, 4: text2, index }) => {
      const name = quoted ?? bare ?? '';
      const value = unquote(text1 ?? text2 ?? '');
      return isSecret(name, value) ? [{ what: valueFor(name), at: index }] : [];
    },
  );
}

/** An expression, a comparison, a version such as that of `pass=1.7-2`. */
const NO_TEXT = /[()[\]<>`*\\]|^=|^\d+(?:\.\d+)+[\w.+~:-]*$|^[^\dA-Za-z]*$/;

function isSecret(name: string, value: string): boolean {
  return suspectName(name) === 'sure' && isValue(value) && !NO_TEXT.test(value);
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
