import { hasPython } from '../../databricks-python';
import type { RuleInHalves } from '../../rule';
import { inventory } from './inventory';
import { sources } from './sources';

export const py11: RuleInHalves = {
  id: 'PY-11',
  severity: 'error',
  title: 'the image does not bring its own Spark for Python',
  why: "The cluster adds its own pyspark. A second one shadows it and does not fit the cluster's Spark.",
  source:
    'comment in ubuntu/python/Dockerfile of databricks/containers: pyspark is injected',
  appliesTo: hasPython,
  halves: [inventory, sources],
};
