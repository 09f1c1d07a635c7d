import {
  findNotebookPython,
  unableWithoutPython,
} from '../../databricks-python';
import type { RuleHalf } from '../../rule';
import { isSameMinor } from '../../version-numbers';

export const inventory: RuleHalf = {
  needs: 'inventory',
  unable: unableWithoutPython,
  check: ({ inventory, runtime }) => {
    const found = findNotebookPython(inventory)?.version ?? '';
    const { version } = runtime.python;
    if (isSameMinor(found, version)) return [];
    return [
      {
        message: `/databricks/python3 has Python ${found}, and ${runtime.name} has ${version}`,
        expected: `Python ${version}`,
        found: `Python ${found}`,
        hint: `make the environment with python${version}: ARG PYTHON_VERSION gets that value from the runtime`,
      },
    ];
  },
};
