import { checkImports, unableWithoutImports } from '../check-imports';
import { hasPython } from '../databricks-python';
import { modulesOf } from '../imported-modules';
import type { Rule } from '../rule';

export const py10: Rule = {
  id: 'PY-10',
  severity: 'warning',
  title: 'the small packages that notebooks use load',
  why: 'From 13.3 on, notebook features such as %pip, dbutils and the Databricks SDK use them.',
  source: 'requirements.txt of databricks/containers, release 13.3 and later',
  needs: 'inventory',
  appliesTo: (subject) =>
    hasPython(subject) && modulesOf('PY-10', subject.runtime).length > 0,
  unable: (subject) =>
    unableWithoutImports(modulesOf('PY-10', subject.runtime))(subject),
  check: (subject) =>
    checkImports(subject, modulesOf('PY-10', subject.runtime)),
};
