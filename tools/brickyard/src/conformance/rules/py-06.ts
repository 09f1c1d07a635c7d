import { checkImports, unableWithoutImports } from '../check-imports';
import { hasPython } from '../databricks-python';
import { modulesOf } from '../imported-modules';
import type { Rule } from '../rule';

export const py06: Rule = {
  id: 'PY-06',
  severity: 'error',
  title: 'the packages that every notebook imports load',
  why: 'Databricks starts each Python notebook with code of its own that imports these. When one is missing, no cell runs.',
  source:
    'ubuntu/python/Dockerfile and ubuntu/gpu/README.md of databricks/containers',
  needs: 'inventory',
  appliesTo: (subject) =>
    hasPython(subject) && modulesOf('PY-06', subject.runtime).length > 0,
  unable: (subject) =>
    unableWithoutImports(modulesOf('PY-06', subject.runtime))(subject),
  check: (subject) =>
    checkImports(subject, modulesOf('PY-06', subject.runtime)),
};
