import { posix } from 'node:path';

import { findSecrets } from './find-secrets';

/** How a file that may hold secrets is judged. */
interface SecretFile {
  /** The end of its path. */
  path: RegExp;
  what: string;
  /**
   * `always`: nobody keeps such a file for anything else. `content`: only if a
   * secret is in it. `likely`: if a secret is in it, or else as a warning.
   */
  when: 'always' | 'content' | 'likely';
}

const row = (
  when: SecretFile['when'],
  what: string,
  path: RegExp,
): SecretFile => ({ when, what, path });

const table: readonly SecretFile[] = [
  row(
    'always',
    'a private key of SSH',
    /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?$/,
  ),
  row('always', 'a private key of PuTTY', /\.ppk$/),
  row('always', 'a store of passwords', /\.kdbx?$/),
  row('always', 'a private key', /\.(?:p12|pfx)$/),
  row(
    'always',
    'a store of keys',
    /(?<!trust[\w.-]*|cacerts?)\.(?:jks|keystore|bcfks)$/,
  ),
  row('content', 'a private key', /\.(?:pem|key|crt|cer|p8|pk8|der|asc|gpg)$/),
  row(
    'likely',
    'secrets of an environment',
    /(?:^|\/)[\w-]*\.env(?:\.(?!example|sample|template|dist|defaults?|tpl)[\w-]+)*$/,
  ),
  row(
    'likely',
    'logins',
    /(?:^|\/)(?:[._]netrc|\.pypirc|\.pgpass|\.git-credentials|\.vault-token|\.htpasswd|\.s3cfg|\.boto)$/,
  ),
  row('likely', 'logins for Databricks', /(?:^|\/)\.databrickscfg$/),
  row('likely', 'keys for AWS', /(?:^|\/)\.aws\/credentials$/),
  row(
    'likely',
    'keys for a cloud',
    /(?:^|\/)(?:application_default_credentials|[\w.-]*service[-_]account[\w.-]*)\.json$/,
  ),
  row(
    'likely',
    'logins of a cluster',
    /(?:^|\/)(?:\.kube\/config|kubeconfig)$/,
  ),
  row(
    'content',
    'logins',
    /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.my\.cnf|pip\.conf|\.?pip\.ini|uv\.toml|\.Renviron|\.condarc|auth\.toml|credentials(?:\.\w+)?|secrets?\.\w+)$/,
  ),
  row(
    'content',
    'logins for registries',
    /(?:^|\/)(?:\.docker\/config\.json|config\.json|\.dockercfg|auth\.json)$/,
  ),
];

export interface JudgedFile {
  what: string;
  severity: 'error' | 'warning';
}

/** Whether such a name is worth a look into the file. */
export function isSuspectFile(path: string): boolean {
  return table.some((each) => each.path.test(path));
}

/** What a file in an image gives away. Of a certificate, nothing. */
export function judgeFile(path: string, text?: string): JudgedFile | undefined {
  const found = table.find((each) => each.path.test(posix.normalize(path)));
  if (found === undefined) return undefined;
  const { what, when } = found;
  if (when === 'always') return { what, severity: 'error' };
  if (text !== undefined && hasSecret(text)) return { what, severity: 'error' };
  if (when === 'likely') return { what, severity: 'warning' };
  return undefined;
}

/** `.env` and such write names and values as a shell does; Kubernetes its keys as `-data`. */
function hasSecret(text: string): boolean {
  return (
    findSecrets(text).length > 0 ||
    /^\s*(?:client-key-data|token):\s*\S{8,}/m.test(text) ||
    /^[^#\s:]*(?::[^:\n]*){3}:\S+$/m.test(text)
  );
}
