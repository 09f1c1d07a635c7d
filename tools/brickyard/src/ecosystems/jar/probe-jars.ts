import type { NamedRows } from '../../rows/name-rows';
import { orNull, rowMark } from '../../rows/row';
import { pythonRows } from '../../rows/write-rows';
import { fileList } from '../file-list';

/** A Java archive that is not part of a JDK. */
export interface Jar {
  path: string;
  /** Maven's name, or the name of the file without version and ending. */
  name: string;
  /** Maven's; null if the archive does not say. */
  group: string | null;
  /** From Maven, the manifest or the name of the file; null if none of them has one. */
  version: string | null;
  /** Bytes. */
  size: number;
}

/**
 * Reads what archives say about themselves. An archive that contains others has
 * their pom.properties, too. Only the one with the name of the file counts.
 */
const readJars = String.raw`
import os, sys, zipfile
${pythonRows(rowMark)}
def tell(*fields):
    row("jar-details", *["".join(c if c.isprintable() else " " for c in f).strip() or "-" for f in fields])

def fields_of(data, sign):
    lines = data.decode("utf-8", "replace").splitlines()
    pairs = (line.partition(sign) for line in lines if not line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}

def maven_of(jar, base):
    poms = [name for name in jar.namelist() if name.startswith("META-INF/maven/") and name.endswith("/pom.properties")]
    own = [name for name in poms if (base + "-").startswith(name.split("/")[3] + "-")]
    return fields_of(jar.read(max(own, key=len)), "=") if own else {}

for path in sys.stdin.buffer.read().decode("utf-8", "surrogateescape").splitlines():
    try:
        with zipfile.ZipFile(path) as jar:
            maven = maven_of(jar, os.path.basename(path)[:-4])
            manifest = {}
            if "META-INF/MANIFEST.MF" in jar.namelist():
                manifest = fields_of(jar.read("META-INF/MANIFEST.MF"), ":")
    except Exception:
        continue
    version = maven.get("version") or manifest.get("Implementation-Version") or manifest.get("Bundle-Version")
    tell(path, maven.get("groupId", ""), maven.get("artifactId", ""), version or "")
`;

/** An awk rule: an archive with its size. */
export const findJars = String.raw`$4 ~ /\.jar$/ { print "${rowMark}", "jar", $4, $1 }`;

/** Runs once files are listed. Without Python, only the names of files are known. */
export const jarScript = `
if [ -n "$listing" ] && grep -q '^${rowMark}.jar' ${fileList}; then
  for python in /databricks/python3/bin/python3 "$system"; do
    [ -x "$python" ] || continue
    awk -F '\\t' '$2 == "jar" { print $3 }' ${fileList} | "$python" -I -B -c '${readJars}' || :
    break
  done
fi
`;

/** Leaves out archives in the folders of JDKs, since they are part of those. */
export function parseJars(
  rows: NamedRows,
  { javaHomes }: { javaHomes: readonly string[] },
): Jar[] {
  const jars = rows.take('jar', ['path', 'size']);
  const names = ['path', 'group', 'name', 'version'] as const;
  const told = new Map(
    rows.take('jar-details', names).map((item) => [item.path, item]),
  );
  return jars
    .filter(({ path }) => !javaHomes.some((home) => isBelow(path, home)))
    .map(({ path, size }) => {
      const { group, name, version } = told.get(path) ?? unknown;
      const file = nameOfFile(path);
      return {
        path,
        name: orNull(name) ?? file.name,
        group: orNull(group),
        version: orNull(version) ?? file.version,
        size: Number(size),
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

const unknown = { group: '-', name: '-', version: '-' };

/** What may follow the numbers of a version. `api` in `log4j-1.2-api.jar` may not. */
const ending = 'final|ga|release|snapshot|rc|m|sp|alpha|beta|jre|java|b|r|v';
const versioned = new RegExp(
  `^(.+?)-(\\d+(?:\\.\\d+)*(?:[.-](?:${ending})?-?\\d*)*)$`,
  'i',
);

/** `commons-io-2.16.1.jar` */
function nameOfFile(path: string): { name: string; version: string | null } {
  const stem = path.slice(path.lastIndexOf('/') + 1, -'.jar'.length);
  const [, name = stem, version = null] = versioned.exec(stem) ?? [];
  return { name, version };
}
