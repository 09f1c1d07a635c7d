/**
 * `sure`: whoever sees the value has a password. `maybe`: a name such as `GIT_KEY`
 * or `AUTH` may stand for one.
 */
export type Suspicion = 'sure' | 'maybe';

/** Words that are enough, wherever they stand in a name. */
const SURE = new Set([
  ...['apikey', 'credential', 'credentials', 'creds', 'passphrase', 'passwd'],
  ...['password', 'pword', 'secret', 'token'],
]);
/** Only as the last word: `DB_PASS` and `MYSQL_PWD`, not `PASS_THROUGH`. */
const SURE_LAST = new Set(['pass', 'passcode', 'pat', 'psw', 'pwd']);
/** `PGPASSWORD`, `AUTHTOKEN` */
const GLUED =
  /(?:password|passwd|passphrase|apikey|accesskey|secretkey|privatekey|token|secret|sshpass|[a-z]pwd)$/;
/** What a key opens. */
const SURE_KEY =
  /^(?:api|access|account|deploy|encryption|master|private|secret|shared|signing|ssh|storage|subscription)$/;
const MAYBE = new Set(['auth', 'key']);

/** BuildKit takes these words for harmless, wherever they stand. */
const PUBLIC = new Set(['file', 'public', 'version']);
/**
 * A last word that tells something about a secret, and not the secret:
 * `SECRET_NAME`, `TOKEN_URL`, `AUTH_TYPE`, `AWS_ACCESS_KEY_ID`.
 */
export const ABOUT: ReadonlySet<string> = new Set([
  ...['alg', 'algorithm', 'audience', 'backend', 'class', 'count', 'dir'],
  ...['directory', 'disabled', 'domain', 'enabled', 'endpoint', 'expiry'],
  ...['field', 'files', 'fingerprint', 'folder', 'format', 'header', 'host'],
  ...[
    'id',
    'issuer',
    'length',
    'limit',
    'location',
    'method',
    'mode',
    'module',
  ],
  ...[
    'name',
    'names',
    'path',
    'plugin',
    'policy',
    'port',
    'prefix',
    'provider',
  ],
  ...['realm', 'region', 'required', 'scheme', 'scope', 'scopes', 'server'],
  ...['service', 'size', 'sock', 'socket', 'stdin', 'store', 'timeout', 'ttl'],
  ...['type', 'uri', 'url', 'user', 'username', 'uuid', 'vault'],
]);
/**
 * What stands before `key` where everybody may have it: keys that archives are
 * checked with, and columns.
 */
export const OPEN_KEYS: ReadonlySet<string> = new Set([
  ...['apt', 'archive', 'gpg', 'pgp', 'release', 'repo', 'repository'],
  ...['cache', 'foreign', 'partition', 'sort'],
]);
/** Names that their last word would excuse. */
const STILL_SECRET = /(?:^|_)secret_id$/;

/**
 * Whether a variable, an option or a header of this name holds a secret. BuildKit's
 * rule SecretsUsedInArgOrEnv has such a list; this one has all of it but for the
 * names above, and more.
 */
export function suspectName(name: string): Suspicion | undefined {
  const words = splitName(name);
  const whole = words.join('_');
  const last = words.at(-1) ?? '';
  if (STILL_SECRET.test(whole)) return 'sure';
  // The shell's own; `Pwd=…` stands in addresses of databases.
  if (/^(?:PWD|pwd|OLDPWD)$/.test(name) || whole === 'pat') return undefined;
  if (last === 'key' && OPEN_KEYS.has(words.at(-2) ?? '')) return undefined;
  if (words.some((word) => PUBLIC.has(word))) return undefined;
  if (ABOUT.has(last) && words.length > 1) return undefined;
  if (/(?:^|_)connection_?string$/.test(whole)) return 'maybe';
  // `_auth` is what npm calls a login.
  if (isSure(words) || name === '_auth') return 'sure';
  return words.some((word) => MAYBE.has(word)) ? 'maybe' : undefined;
}

function isSure(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return (
    words.some((word) => SURE.has(word)) ||
    SURE_LAST.has(last) ||
    (GLUED.test(last) && last !== 'pwd') ||
    words.some(
      (word, at) => word === 'key' && SURE_KEY.test(words[at - 1] ?? ''),
    )
  );
}

/** Of a longer name the end decides. */
const LONGEST = 100;

/** `dbPassword`, `DB-PASSWORD` and `DB_PASSWORD` are the same words. */
function splitName(name: string): string[] {
  return name
    .slice(-LONGEST)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
