import { normalizeName } from '../../requirements/normalize-name';
import {
  findNotebookPython,
  hasPython,
  unableWithoutPython,
} from '../databricks-python';
import type { Rule } from '../rule';
import { isSameMinor } from '../version-numbers';

/** What the notebook code itself builds on; other pins are only reported. */
const CRITICAL = [
  ...['grpcio', 'ipykernel', 'ipython', 'numpy'],
  ...['pandas', 'protobuf', 'py4j', 'pyarrow'],
];

export const py12: Rule = {
  id: 'PY-12',
  severity: 'warning',
  title: "packages have the runtime's versions",
  why: "Databricks' notebook code is made for the runtime's versions of these packages. Another major or minor version may break it, or give other results than a cluster without an image.",
  source: 'databricks/containers#47 and #87, ubuntu/gpu/README.md',
  needs: 'inventory',
  appliesTo: hasPython,
  unable: unableWithoutPython,
  check: ({ inventory, runtime }) => {
    const packages = findNotebookPython(inventory)?.packages ?? [];
    return packages.flatMap(({ name: written, version }) => {
      const name = normalizeName(written);
      const pin = runtime.notebook[name];
      if (pin === undefined || isSameMinor(version, pin)) return [];
      return [
        {
          severity: CRITICAL.includes(name) ? 'warning' : 'info',
          message: `${name} is ${version}, and ${runtime.name} has ${pin}`,
          expected: `${name} ${pin}`,
          found: `${name} ${version}`,
          hint: `write ${name}==${pin} in requirements.txt, or leave it to the lock, which takes the runtime's version`,
        },
      ];
    });
  },
};
