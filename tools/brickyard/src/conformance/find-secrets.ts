/** What a text gives away, without the value: `a value for GITHUB_TOKEN`. */
export function findSecrets(text: string): string[] {
  const shapes = tokenShapes.filter(([, shape]) => shape.test(text));
  const assigned = [...text.matchAll(ASSIGNMENT)].filter(
    ([, name = '', value = '']) => isSecret(name, unquote(value)),
  );
  return [
    ...new Set([
      ...shapes.map(([what]) => what),
      ...(hasUrlPassword(text) ? ['a URL with a password'] : []),
      ...assigned.map(([, name = '']) => secretName(name)),
    ]),
  ];
}

/** Of a variable or label whose value is known whole. */
export function findSecretsOf(name: string, value: string): string[] {
  const own = isSecretName(name) && isValue(value) ? [secretName(name)] : [];
  return own.length > 0 ? own : findSecrets(value);
}

/** `GITHUB_TOKEN`, `DB_PASSWORD`, `AWS_SECRET_ACCESS_KEY`; not `TOKENIZERS_PARALLELISM`. */
export function isSecretName(name: string): boolean {
  return /(?:^|[_.-])(?:password|passwd|passphrase|token|secret|credentials?|(?:api|access|secret|private|account|signing)[_-]?key)$/i.test(
    name,
  );
}

const secretName = (name: string) => `a value for ${name}`;

/** Published forms of tokens; each begins with what its issuer marks it by. */
const tokenShapes: readonly [what: string, shape: RegExp][] = [
  ['a Databricks token', /\bdapi[0-9a-f]{32}(?:-\d)?\b/],
  ['a GitHub token', /\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{22,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Slack token', /\bxox[abprs]-[\w-]{10,}/],
  ['a PyPI token', /\bpypi-AgEI[\w-]{20,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a signed URL of Azure', /[?&]sig=[\w%+/-]{20,}/],
];

/** Free text is shell and Python too: what is computed there is no value. */
const ASSIGNMENT =
  /(?<![\w$.{-])-{0,2}([A-Za-z_][\w.-]*)=("[^"\n]*"|'[^'\n]*'|[^\s;&|)]+)/g;

function isSecret(name: string, value: string): boolean {
  return isSecretName(name) && isValue(value) && !/[()[\]<>`*\\]/.test(value);
}

/** References, switches, paths and blanks give nothing away. */
function isValue(value: string): boolean {
  return !/^$|^\s|\$|^\{\{|^(?:true|false|none|null|yes|no|0|1)$|^\.{0,2}\//i.test(
    value,
  );
}

function hasUrlPassword(text: string): boolean {
  const urls = text.matchAll(
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/@'"]+)@/gi,
  );
  return [...urls].some(([, password = '']) => isValue(password));
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
