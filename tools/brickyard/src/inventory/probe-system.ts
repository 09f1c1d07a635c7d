import type { NamedRows } from '../rows/name-rows';

/** What Databricks' scripts find in an image, and what must not be there. */
export interface SystemFacts {
  /** Those on PATH, of the ones that the probe looks for. */
  executables: readonly { name: string; path: string }[];
  users: readonly User[];
  java: readonly Java[];
  /** Whether the Java on PATH finds certificates. */
  trustStore: boolean;
  /** Those that exist, of the ones that the probe looks for. */
  paths: readonly string[];
}

export interface User {
  name: string;
  uid: number;
  /** No password opens the account. */
  locked: boolean;
}

export interface Java {
  /** Its home, with all links resolved: `/usr/lib/jvm/zulu17-ca-amd64`. */
  path: string;
  /** Links to it below /usr/lib/jvm. */
  aliases?: readonly string[];
  /** `17.0.16`, `1.8.0_412` */
  version: string;
  /** `17`, `8` */
  major: string;
  /** Whether it is the one on PATH. */
  isDefault: boolean;
}

const executables =
  'R Rscript apk apt-get bash conda env fusermount fusermount3 g++ gcc ip java javac ls make pip pip3 ps python3 rstudio-server setfacl sshd sudo virtualenv';
const paths =
  '/databricks/conda /databricks/python-lsp/bin/python3 /databricks/python3/bin/python3 /databricks/spark';

/** Most JDKs have their version in a file. Java is started only if it is not there. */
export const systemScript = String.raw`
row system
listed=
for name in ${executables}; do
  path=$(PATH="$PATH:/usr/sbin:/sbin" command -v "$name") && case $path in /*) row executable "$name" "$path";; esac
done
open=' '
if [ -r /etc/shadow ]; then
  while IFS=: read -r name secret rest; do
    case $secret in '!'*|'*'*) ;; *) open="$open$name ";; esac
  done < /etc/shadow
fi
if [ -r /etc/passwd ]; then
  while IFS=: read -r name _ uid rest; do
    case $open in *" $name "*) row user "$name" "$uid" open;; *) row user "$name" "$uid" locked;; esac
  done < /etc/passwd
fi
java=$(command -v java) && java=$(readlink -f "$java")
main=
[ -z "$java" ] || main=$(dirname "$(dirname "$java")")
# A Java 8 JDK has its java in jre/bin.
[ "$(basename "$main")" != jre ] || main=$(dirname "$main")
for home in "$main" /usr/lib/jvm/*; do
  [ -x "$home/bin/java" ] || continue
  link=$home
  home=$(readlink -f "$home")
  [ "$home" = "$link" ] || row java-alias "$home" "$link"
  case $listed in *":$home:"*) continue;; esac
  listed="$listed:$home:"
  state=other
  [ "$home" != "$main" ] || state=default
  version=
  [ ! -r "$home/release" ] || while IFS='=' read -r name value; do
    [ "$name" != JAVA_VERSION ] || version=$value
  done < "$home/release"
  [ -n "$version" ] || for word in $("$home/bin/java" -version 2>&1 < /dev/null); do
    case $word in '"'*) version=$word; break;; esac
  done
  [ -z "$version" ] || row java "$home" "$version" "$state"
done
if [ -n "$main" ]; then
  for store in "$main/lib/security/cacerts" "$main/jre/lib/security/cacerts" /etc/ssl/certs/java/cacerts; do
    [ ! -s "$store" ] || { row trust-store "$store"; break; }
  done
fi
for path in ${paths} /databricks/jars/*spark* /databricks/jars/scala-library*; do
  [ ! -e "$path" ] || row path "$path"
done
for list in /var/lib/apt/lists/*_Packages*; do
  [ ! -e "$list" ] || { row path /var/lib/apt/lists; break; }
done
`;

/** Returns nothing if the rows come from a probe that did not ask. */
export function parseSystem(rows: NamedRows): Partial<SystemFacts> {
  const isAsked = rows.take('system', []).length > 0;
  if (!isAsked) return {};
  const users = rows.take('user', ['name', 'uid', 'state']);
  const java = rows.take('java', ['path', 'version', 'state']);
  const aliases = rows.take('java-alias', ['path', 'alias']);
  return {
    executables: rows.take('executable', ['name', 'path']).sort(by('name')),
    users: users
      .map(({ name, uid, state }) => {
        return { name, uid: Number(uid), locked: state === 'locked' };
      })
      .sort(by('name')),
    java: java.map((row) => describeJava(row, aliases)).sort(by('path')),
    trustStore: rows.take('trust-store', ['path']).length > 0,
    paths: rows
      .take('path', ['path'])
      .map(({ path }) => path)
      .sort(),
  };
}

function describeJava(
  { path, state, ...row }: Record<'path' | 'version' | 'state', string>,
  links: readonly { path: string; alias: string }[],
): Java {
  const version = row.version.replaceAll('"', '');
  const [, major = version] = /^(?:1\.)?(\d+)/.exec(version) ?? [];
  const own = links.filter((link) => link.path === path);
  const aliases = own.map(({ alias }) => alias).sort();
  return {
    ...{ path, version, major, isDefault: state === 'default' },
    ...(aliases.length > 0 && { aliases }),
  };
}

/** By code units, so that the order is the same on every machine. */
function by<Key extends string>(key: Key) {
  return (a: Record<Key, string>, b: Record<Key, string>) =>
    a[key] < b[key] ? -1 : 1;
}
