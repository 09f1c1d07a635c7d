import { isAtLeast } from '../compare-runtime';
import { findLast } from '../find-last';
import type { Fault, Rule } from '../rule';
import { unableWithout } from '../system-facts';

const VARIABLES = [
  'DATABRICKS_ROOT_CONDA_ENV',
  'DEFAULT_DATABRICKS_ROOT_CONDA_ENV',
];
const FOLDER = '/databricks/conda';

const hint =
  'install the packages into /databricks/python3 and remove conda from the image';

/** What the image's config says. */
export const py15: Rule = {
  id: 'PY-15',
  severity: 'error',
  title: 'no conda',
  why: 'Conda in container images is not supported since 9.0: a cluster looks for its Python where conda has none.',
  source: 'ubuntu/gpu/README.md of databricks/containers',
  needs: 'image',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '9.0'),
  check: ({ image, flavour }) =>
    VARIABLES.flatMap((name): Fault[] => {
      const value = image?.environment[name];
      if (value === undefined) return [];
      return [
        {
          message: `${name} tells Databricks to use conda`,
          expected: 'not set',
          found: `${name}=${value}`,
          place: findLast(flavour, 'ENV', new RegExp(`\\b${name}\\b`)),
          hint,
        },
      ];
    }),
};

/** What lies in the image. */
export const py15Folder: Rule = {
  ...py15,
  needs: 'inventory',
  unable: unableWithout('paths'),
  check: ({ inventory }) =>
    inventory?.paths?.includes(FOLDER)
      ? [
          {
            message: `${FOLDER} is in the image`,
            expected: `no ${FOLDER}`,
            found: FOLDER,
            hint,
          },
        ]
      : [],
};
