import { normalizeName } from '../../requirements/normalize-name';
import {
  findNotebookPython,
  hasPython,
  NOTEBOOK_ENVIRONMENT,
  unableWithoutPython,
} from '../databricks-python';
import type { Rule, Severity } from '../rule';

/**
 * Both bring a `pyspark` folder of their own. Of delta-spark no primary source
 * says what it does to a cluster, so that it only warns.
 */
export const injected: Readonly<Record<string, Severity>> = {
  pyspark: 'error',
  'databricks-connect': 'error',
  'delta-spark': 'warning',
};

export const py11: Rule = {
  id: 'PY-11',
  severity: 'error',
  title: 'the image brings no Spark for Python',
  why: "The cluster adds its own pyspark; a second one shadows it and does not fit the cluster's Spark.",
  source:
    'comment in ubuntu/python/Dockerfile of databricks/containers: pyspark is injected',
  needs: 'inventory',
  appliesTo: hasPython,
  unable: unableWithoutPython,
  check: ({ inventory }) =>
    (findNotebookPython(inventory)?.packages ?? [])
      .map(({ name, version }) => ({ name: normalizeName(name), version }))
      .filter(({ name }) => name in injected)
      .map(({ name, version }) => ({
        severity: injected[name],
        message: `${name} ${version} is in ${NOTEBOOK_ENVIRONMENT}`,
        expected: `no ${name}`,
        found: `${name} ${version}`,
        hint: `take ${name}, or what depends on it, out of the requirements; or end the step with ${NOTEBOOK_ENVIRONMENT}/bin/pip uninstall -y ${name}`,
      })),
};
