import {
  secretName,
  tokenShapes,
  urlPassword,
} from '../redact/secret-patterns';

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
      ...assigned.map(([, name = '']) => valueOf(name)),
    ]),
  ];
}

/** The same for a variable or label whose whole value is known. */
export function findSecretsOf(name: string, value: string): string[] {
  const own = isSecretName(name) && isValue(value) ? [valueOf(name)] : [];
  return own.length > 0 ? own : findSecrets(value);
}

/** `GITHUB_TOKEN`, `DB_PASSWORD`, `AWS_SECRET_ACCESS_KEY`; not `TOKENIZERS_PARALLELISM`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

const valueOf = (name: string) => `a value for ${name}`;

/** The text may be shell or Python: an expression in it is not a value. */
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
  return [...text.matchAll(urlPassword)].some(([, password = '']) =>
    isValue(password),
  );
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
