import { checkEnvironmentPython } from '../check-environment-python';
import type { Rule } from '../rule';
import { r07 } from './r-07';

/** The Python that the Dockerfile names. */
export const r07Dockerfile: Rule = {
  ...r07,
  needs: 'flavour',
  unable: undefined,
  check: checkEnvironmentPython,
};
