import {
  findNotebookPython,
  hasPython,
  NOTEBOOK_ENVIRONMENT,
  unableWithoutPython,
} from '../databricks-python';
import type { Rule } from '../rule';

export const py16: Rule = {
  id: 'PY-16',
  severity: 'info',
  title: 'Python packages have what they depend on',
  why: "A package may fail when what it depends on is missing or has another version. Databricks' own images are not free of this.",
  source:
    'pip install --no-deps in ubuntu/python/Dockerfile of databricks/containers',
  needs: 'inventory',
  appliesTo: hasPython,
  unable: (subject) => {
    const isAsked = findNotebookPython(subject.inventory)?.unmet !== undefined;
    return (
      unableWithoutPython(subject) ??
      (isAsked ? undefined : 'needs an inventory with what packages depend on')
    );
  },
  check: ({ inventory }) =>
    (findNotebookPython(inventory)?.unmet ?? []).map((text) => ({
      message: text,
      expected: 'nothing that pip check complains about',
      found: text,
      hint: `run ${NOTEBOOK_ENVIRONMENT}/bin/pip check; requirements that are locked together fit each other`,
    })),
};
