import type { NamedRows } from '../../rows/name-rows';
import { orNull, rowMark } from '../../rows/row';
import { fileList } from '../file-list';
import type { Package } from '../package';
import { sortPackages } from '../sort-packages';
import { listPythonPackages } from './list-python-packages';

export interface PythonEnvironment {
  /** Its `sys.prefix`: `/databricks/python3`, `/usr`. */
  environment: string;
  version: string;
  /** `final`; for a pre-release `candidate`, `beta` or `alpha`. */
  releaseLevel?: string;
  /** Version of the pip in its `bin`; null if there is none that can run. */
  pip?: string | null;
  /** Whether it also sees the system's packages. */
  seesSystem?: boolean;
  /** A text for each requirement of its packages that is not met. */
  unmet?: readonly string[];
  /** Its own packages. Those of the system are listed under the system's Python. */
  packages: Package[];
}

/** The system's Python, whatever the image puts on PATH, and Databricks' environments. */
export const pythonScript = `
system="$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v python3)"
list_python() {
  [ -x "$1" ] || return 0
  row asked 'Python packages' "$1"
  "$1" -I -B -c '${listPythonPackages}' "$1" </dev/null
}
list_python "$system"
for python in /databricks/*/bin/python3; do
  list_python "$python"
done
`;

/** An awk rule: where the list of files shows an environment. */
export const findEnvironments = String.raw`$4 ~ /\/pyvenv\.cfg$/ { print "${rowMark}", "virtualenv", substr($4, 1, length($4) - 11) }`;

/** Lists those that are not in `/databricks`. */
export const otherPythonScript = `
if [ -n "$listing" ]; then
  while IFS='	' read -r _ kind environment; do
    case $kind:$environment in
      virtualenv:/databricks/*/*) list_python "$environment/bin/python3" ;;
      virtualenv:/databricks/*) ;;
      virtualenv:*) list_python "$environment/bin/python3" ;;
    esac
  done < ${fileList}
fi
`;

export function parsePython(rows: NamedRows): PythonEnvironment[] {
  const found = rows.take('python-package', [
    'environment',
    'name',
    'version',
    'size',
  ]);
  const listed = rows.take('python', ['environment', 'version']);
  // Two links may lead to the same environment.
  const environments = new Map(listed.map((row) => [row.environment, row]));
  const details = takeDetails(rows);
  const unmet = takeUnmet(rows);
  return [...environments.values()]
    .map(({ environment, version }) => {
      const own = found.filter((item) => item.environment === environment);
      const packages = own.map(({ name, version, size }) => {
        return { name, version, ...sizeOf(size) };
      });
      return {
        ...{ environment, version },
        ...details.get(environment),
        ...unmet.get(environment),
        packages: sortPackages(packages),
      };
    })
    .sort((a, b) => (a.environment < b.environment ? -1 : 1));
}

/** Left out if the probe could not tell, since a missing size is not 0. */
function sizeOf(field: string): { size?: number } {
  return field === '-' ? {} : { size: Number(field) };
}

function takeUnmet(rows: NamedRows) {
  const told = rows.take('python-unmet', ['environment', 'text']);
  const checked = rows.take('python-checked', ['environment']);
  return new Map(
    checked.map(({ environment }) => {
      const own = told.filter((item) => item.environment === environment);
      return [environment, { unmet: own.map(({ text }) => text).sort() }];
    }),
  );
}

function takeDetails(rows: NamedRows) {
  const names = ['environment', 'releaseLevel', 'pip', 'seesSystem'] as const;
  const taken = rows.take('python-details', names);
  return new Map(
    taken.map(({ environment, releaseLevel, pip, seesSystem }) => [
      environment,
      { releaseLevel, pip: orNull(pip), seesSystem: seesSystem === '1' },
    ]),
  );
}
