import { normalizeName } from '../../requirements/normalize-name';
import { checkImports, unableWithoutImports } from '../check-imports';
import { findNotebookPython, hasPython } from '../databricks-python';
import { modulesOf } from '../imported-modules';
import type { Fault, Rule, Subject } from '../rule';
import { compareReleases } from '../version-numbers';

/** With an older one, the import of pyspark.sql.connect fails and names this version. */
const LEAST = '1.48.1';

export const py08: Rule = {
  id: 'PY-08',
  severity: 'error',
  title: 'what Spark Connect imports loads',
  why: 'From 13.3 on, notebooks load pyspark.sql.connect, which refuses to start without grpcio, grpcio-status, protobuf and googleapis-common-protos.',
  source: 'databricks/containers#177 and #131',
  needs: 'inventory',
  appliesTo: (subject) =>
    hasPython(subject) && modulesOf('PY-08', subject.runtime).length > 0,
  unable: (subject) =>
    unableWithoutImports(modulesOf('PY-08', subject.runtime))(subject),
  check: (subject) => [
    ...checkImports(subject, modulesOf('PY-08', subject.runtime)),
    ...checkVersion(subject),
  ],
};

function checkVersion({ inventory, runtime }: Subject): Fault[] {
  const found = findNotebookPython(inventory)?.packages.find(
    ({ name }) => normalizeName(name) === 'grpcio',
  );
  if (!found || compareReleases(found.version, LEAST) >= 0) return [];
  return [
    {
      message: `grpcio ${found.version} is older than Spark Connect accepts`,
      expected: `grpcio ${LEAST} or later`,
      found: `grpcio ${found.version}`,
      hint: `write grpcio==${runtime.notebook['grpcio'] ?? LEAST} in requirements.txt`,
    },
  ];
}
