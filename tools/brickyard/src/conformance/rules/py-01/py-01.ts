import { hasPython } from '../../databricks-python';
import type { RuleInHalves } from '../../rule';
import { inventory } from './inventory';
import { sources } from './sources';

export const py01: RuleInHalves = {
  id: 'PY-01',
  severity: 'error',
  title: "/databricks/python3 has the runtime's Python",
  why: 'Databricks brings its notebook code as Python files for one minor version and starts them with this interpreter; no cell runs without it.',
  source: 'ubuntu/python/Dockerfile of databricks/containers, each release',
  appliesTo: hasPython,
  halves: [inventory, sources],
};
