import { checkEnvironmentPython } from '../../check-environment-python';
import type { RuleHalf } from '../../rule';

/** The Python that the Dockerfile names; of an image of R alone. */
export const sources: RuleHalf = {
  needs: 'flavour',
  check: checkEnvironmentPython,
};
