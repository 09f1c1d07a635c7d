import { findLast } from '../../find-last';
import type { Fault, RuleHalf } from '../../rule';
import { CONDA_HINT } from './conda-hint';

const VARIABLES = [
  'DATABRICKS_ROOT_CONDA_ENV',
  'DEFAULT_DATABRICKS_ROOT_CONDA_ENV',
];

/** What the image's config says. */
export const config: RuleHalf = {
  needs: 'image',
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
          hint: CONDA_HINT,
        },
      ];
    }),
};
