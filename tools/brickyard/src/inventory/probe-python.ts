import type { PythonEnvironment } from './inventory';
import { orNull, type Rows } from './rows';
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

def read_fields(file, sign):
    fields = {}
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                break
            key, _, value = line.partition(sign)
            fields.setdefault(key.strip(), value.strip())
    return fields

def metadata_file(path):
    if path.endswith(".dist-info"):
        return os.path.join(path, "METADATA")
    if path.endswith(".egg-info"):
        return os.path.join(path, "PKG-INFO") if os.path.isdir(path) else path

def find_pip():
    # Started, it would take longer than all of this.
    file = os.path.join(sys.prefix, "bin", "pip")
    try:
        with open(file, "rb") as script:
            line = script.readline().decode().strip()
        interpreter = line[2:].split() if line.startswith("#!") else []
        if os.access(file, os.X_OK) and interpreter and os.access(interpreter[0], os.X_OK):
            import pip
            return pip.__version__
    except Exception:
        pass
    return "-"

def sees_system():
    if sys.prefix == sys.base_prefix:
        return True
    settings = read_fields(os.path.join(sys.prefix, "pyvenv.cfg"), "=")
    return settings.get("include-system-site-packages", "").lower() == "true"

folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")] + site.getsitepackages()
if sys.prefix != sys.base_prefix:
    folders = [folder for folder in folders if folder.startswith(sys.prefix + os.sep)]
row("python", sys.prefix, sys.version.split()[0])
row("python-details", sys.prefix, sys.version_info.releaselevel, find_pip(), int(sees_system()))
for folder in {os.path.realpath(folder) for folder in folders if os.path.isdir(folder)}:
    for name in os.listdir(folder):
        file = metadata_file(os.path.join(folder, name))
        if file and os.path.isfile(file):
            fields = read_fields(file, ":")
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
  const details = takeDetails(rows);
  return environments
    .map(({ environment, version }) => {
      const own = found.filter((item) => item.environment === environment);
      const packages = own.map(({ name, version }) => ({ name, version }));
      const told = details.get(environment);
      return {
        ...{ environment, version, ...told },
        packages: sortPackages(packages),
      };
    })
    .sort((a, b) => (a.environment < b.environment ? -1 : 1));
}

function takeDetails(rows: Rows) {
  const names = ['environment', 'releaseLevel', 'pip', 'seesSystem'] as const;
  const taken = rows.take('python-details', names);
  return new Map(
    taken.map(({ environment, releaseLevel, pip, seesSystem }) => [
      environment,
      { releaseLevel, pip: orNull(pip), seesSystem: seesSystem === '1' },
    ]),
  );
}
