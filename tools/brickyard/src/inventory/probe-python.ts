import type { PythonEnvironment } from './inventory';
import type { Rows } from './rows';
import { sortPackages } from './sort-packages';

/**
 * Reads the metadata files itself: importlib.metadata needs more of the standard
 * library than Debian's python3-minimal has. Only folders of the environment
 * itself, for one that sees the system's packages does not hold them.
 */
const listPackages = String.raw`
import os, site, sys, sysconfig

def row(*fields):
    print("brickyard", *fields, sep="\t")

def read_fields(file):
    fields = {}
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                break
            key, _, value = line.partition(":")
            fields.setdefault(key, value.strip())
    return fields

def metadata_file(path):
    if path.endswith(".dist-info"):
        return os.path.join(path, "METADATA")
    if path.endswith(".egg-info"):
        return os.path.join(path, "PKG-INFO") if os.path.isdir(path) else path

folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")] + site.getsitepackages()
if sys.prefix != sys.base_prefix:
    folders = [folder for folder in folders if folder.startswith(sys.prefix + os.sep)]
row("python", sys.prefix, sys.version.split()[0])
for folder in {os.path.realpath(folder) for folder in folders if os.path.isdir(folder)}:
    for name in os.listdir(folder):
        file = metadata_file(os.path.join(folder, name))
        if file and os.path.isfile(file):
            fields = read_fields(file)
            row("python-package", sys.prefix, fields.get("Name", ""), fields.get("Version", ""))
`;

/** Databricks' environments, and the system's Python, whatever the image puts on PATH. */
export const pythonScript = `
system="$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v python3)"
for python in /databricks/*/bin/python3 "$system"; do
  if [ -x "$python" ]; then
    "$python" -I -B -c '${listPackages}' </dev/null || row failed 'Python packages' "$python"
  fi
done
`;

export function parsePython(rows: Rows): PythonEnvironment[] {
  const found = rows.take('python-package', ['environment', 'name', 'version']);
  const environments = rows.take('python', ['environment', 'version']);
  return environments
    .map(({ environment, version }) => {
      const own = found.filter((item) => item.environment === environment);
      const packages = own.map(({ name, version }) => ({ name, version }));
      return { environment, version, packages: sortPackages(packages) };
    })
    .sort((a, b) => (a.environment < b.environment ? -1 : 1));
}
