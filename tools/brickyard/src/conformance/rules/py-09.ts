import { checkImports, unableWithoutImports } from '../check-imports';
import { hasPython } from '../databricks-python';
import { modulesOf } from '../imported-modules';
import type { Rule } from '../rule';

export const py09: Rule = {
  id: 'PY-09',
  severity: 'warning',
  title: 'the packages that follow cells and format code load',
  why: 'From 15.4 on, notebooks follow the flow of cells with ipyflow and format code with black.',
  source:
    'requirements.txt of databricks/containers, release 15.4 and later; its pull request 204',
  needs: 'inventory',
  appliesTo: (subject) =>
    hasPython(subject) && modulesOf('PY-09', subject.runtime).length > 0,
  unable: (subject) =>
    unableWithoutImports(modulesOf('PY-09', subject.runtime))(subject),
  check: (subject) =>
    checkImports(subject, modulesOf('PY-09', subject.runtime)),
};
