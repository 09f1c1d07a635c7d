import { checkImports, unableWithoutImports } from '../check-imports';
import { hasPython } from '../databricks-python';
import { modulesOf } from '../imported-modules';
import type { Rule } from '../rule';

export const py07: Rule = {
  id: 'PY-07',
  severity: 'error',
  title: 'ipykernel loads',
  why: 'From 11.3 on, a notebook is an IPython kernel.',
  source:
    'ubuntu/python/Dockerfile of databricks/containers, release 11.3 and later',
  needs: 'inventory',
  appliesTo: (subject) =>
    hasPython(subject) && modulesOf('PY-07', subject.runtime).length > 0,
  unable: (subject) =>
    unableWithoutImports(modulesOf('PY-07', subject.runtime))(subject),
  check: (subject) =>
    checkImports(subject, modulesOf('PY-07', subject.runtime)),
};
