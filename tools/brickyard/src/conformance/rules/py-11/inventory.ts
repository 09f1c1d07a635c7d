import { normalizeName } from '../../../requirements/normalize-name';
import {
  findNotebookPython,
  NOTEBOOK_ENVIRONMENT,
  unableWithoutPython,
} from '../../databricks-python';
import type { RuleHalf } from '../../rule';
import { injectedPackages } from './injected-packages';

export const inventory: RuleHalf = {
  needs: 'inventory',
  unable: unableWithoutPython,
  check: ({ inventory }) =>
    (findNotebookPython(inventory)?.packages ?? [])
      .map(({ name, version }) => ({ name: normalizeName(name), version }))
      .filter(({ name }) => injectedPackages.has(name))
      .map(({ name, version }) => ({
        severity: injectedPackages.get(name),
        message: `${name} ${version} is in ${NOTEBOOK_ENVIRONMENT}`,
        expected: `no ${name}`,
        found: `${name} ${version}`,
        hint: `take ${name}, or what depends on it, out of the requirements; or end the step with ${NOTEBOOK_ENVIRONMENT}/bin/pip uninstall -y ${name}`,
      })),
};
