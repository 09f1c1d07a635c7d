import type { RuleHalf } from '../../rule';
import { unableWithout } from '../../system-facts';
import { CONDA_HINT } from './conda-hint';

const FOLDER = '/databricks/conda';

/** What lies in the image. */
export const inventory: RuleHalf = {
  needs: 'inventory',
  unable: unableWithout('paths'),
  check: ({ inventory }) =>
    inventory?.paths?.includes(FOLDER)
      ? [
          {
            message: `${FOLDER} is in the image`,
            expected: `no ${FOLDER}`,
            found: FOLDER,
            hint: CONDA_HINT,
          },
        ]
      : [],
};
