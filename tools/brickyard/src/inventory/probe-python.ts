import type { PythonEnvironment } from './inventory';
import { listPythonPackages } from './list-python-packages';
import { fileList } from './probe-files';
import { orNull, type Rows, sizeOf } from './rows';
import { sortPackages } from './sort-packages';

/** The system's Python, whatever the image puts on PATH, and Databricks' environments. */
export const pythonScript = `
system="$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v python3)"
list_python() {
  [ ! -x "$1" ] || "$1" -I -B -c '${listPythonPackages}' </dev/null || row failed 'Python packages' "$1"
}
list_python "$system"
for python in /databricks/*/bin/python3; do
  list_python "$python"
done
`;

/** Environments elsewhere, which the list of files shows. */
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

export function parsePython(rows: Rows): PythonEnvironment[] {
  const found = rows.take('python-package', [
    'environment',
    'name',
    'version',
    'size',
  ]);
  const listed = rows.take('python', ['environment', 'version']);
  // Two links may lead to one of them.
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

function takeUnmet(rows: Rows) {
  const told = rows.take('python-unmet', ['environment', 'text']);
  const checked = rows.take('python-checked', ['environment']);
  return new Map(
    checked.map(({ environment }) => {
      const own = told.filter((item) => item.environment === environment);
      return [environment, { unmet: own.map(({ text }) => text).sort() }];
    }),
  );
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
