import { hasPython, NOTEBOOK_ENVIRONMENT } from '../databricks-python';
import { findLast } from '../find-last';
import type { Rule } from '../rule';

const wanted = `${NOTEBOOK_ENVIRONMENT}/bin/python3`;

export const py05: Rule = {
  id: 'PY-05',
  severity: 'warning',
  title: "PYSPARK_PYTHON is the notebooks' Python",
  why: 'Spark starts its Python workers with it. With another Python, a job has other packages than the notebook that started it.',
  source: 'ubuntu/python/Dockerfile of databricks/containers, each release',
  needs: 'image',
  appliesTo: hasPython,
  check: ({ image, flavour }) => {
    const found = image?.environment['PYSPARK_PYTHON'];
    if (found === wanted) return [];
    return [
      {
        message:
          found === undefined
            ? 'PYSPARK_PYTHON is not set'
            : `PYSPARK_PYTHON is ${found}`,
        expected: wanted,
        found: found ?? 'not set',
        place: findLast(flavour, 'ENV', /\bPYSPARK_PYTHON\b/),
        hint: `write ENV PYSPARK_PYTHON=${wanted}`,
      },
    ];
  },
};
