import { hasPython } from '../../databricks-python';
import type { RuleInHalves } from '../../rule';
import { inventory } from './inventory';
import { sources } from './sources';

export const py13: RuleInHalves = {
  id: 'PY-13',
  severity: 'warning',
  title: "nothing is installed with the system's pip",
  why: 'pip on PATH is not the pip of /databricks/python3. What it installs is missing in notebooks, or is there only while both are the same Python.',
  source: 'databricks/containers#146',
  appliesTo: hasPython,
  halves: [inventory, sources],
};
