import { hasPython, NOTEBOOK_ENVIRONMENT } from '../databricks-python';
import { hasR } from '../databricks-r';
import { findLast } from '../find-last';
import type { Rule } from '../rule';

const wanted = `${NOTEBOOK_ENVIRONMENT}/bin/python3`;

export const r08: Rule = {
  id: 'R-08',
  severity: 'info',
  title: "R calls the notebooks' Python",
  why: 'Without RETICULATE_PYTHON, reticulate looks for a Python itself and may take one without the packages.',
  source: 'databricks/containers, pull request 125 (open)',
  needs: 'image',
  appliesTo: (subject) => hasR(subject) && hasPython(subject),
  check: ({ image, flavour }) => {
    const found = image?.environment['RETICULATE_PYTHON'];
    if (found === wanted) return [];
    return [
      {
        message:
          found === undefined
            ? 'RETICULATE_PYTHON is not set'
            : `RETICULATE_PYTHON is ${found}`,
        expected: wanted,
        found: found ?? 'not set',
        place: findLast(flavour, 'ENV', /\bRETICULATE_PYTHON\b/),
        hint: `write ENV RETICULATE_PYTHON=${wanted}`,
      },
    ];
  },
};
