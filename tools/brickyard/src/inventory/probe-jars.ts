import { fileList } from './probe-files';
import { orNull, type Rows } from './rows';

/** A Java archive that is not part of a JDK. */
export interface Jar {
  path: string;
  /** What Maven calls it, else its file's name without version and ending. */
  name: string;
  /** Of Maven; null when the archive does not tell one. */
  group: string | null;
  /** Of Maven, its manifest or its file's name; null where all are silent. */
  version: string | null;
  /** Bytes. */
  size: number;
}

/**
 * What archives say of themselves. One that holds others has their
 * pom.properties, too: only the one that is named as the file counts.
 */
const readJars = String.raw`
import os, sys, zipfile

def row(*fields):
    print("brickyard", "jar-details", *["".join(c if c.isprintable() else " " for c in f).strip() or "-" for f in fields], sep="\t")

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
    row(path, maven.get("groupId", ""), maven.get("artifactId", ""), version or "")
`;

/** After the files are listed. Without Python, files' names have to do. */
export const jarScript = `
if [ -n "$listing" ] && grep -q '^brickyard.jar' ${fileList}; then
  for python in /databricks/python3/bin/python3 "$system"; do
    [ -x "$python" ] || continue
    awk -F '\\t' '$2 == "jar" { print $3 }' ${fileList} | "$python" -I -B -c '${readJars}' || :
    break
  done
fi
`;

/** All but those that are part of a JDK in one of these folders. */
export function parseJars(rows: Rows, javaHomes: readonly string[]): Jar[] {
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

/** What may stand behind a version's numbers; `log4j-1.2-api.jar` has none. */
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
