import { isAtLeast } from '../../compare-runtime';
import type { RuleInHalves } from '../../rule';
import { config } from './config';
import { inventory } from './inventory';

export const py15: RuleInHalves = {
  id: 'PY-15',
  severity: 'error',
  title: 'conda is not in the image',
  why: 'Conda in container images has not been supported since 9.0: a cluster looks for its Python where conda has none.',
  source: 'ubuntu/gpu/README.md of databricks/containers',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '9.0'),
  halves: [config, inventory],
};
