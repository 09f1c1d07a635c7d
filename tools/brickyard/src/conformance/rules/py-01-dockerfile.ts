import { checkEnvironmentPython } from '../check-environment-python';
import type { Rule } from '../rule';
import { py01 } from './py-01';

/** The Python that the Dockerfile names; of an image of R alone. */
export const py01Dockerfile: Rule = {
  ...py01,
  needs: 'flavour',
  appliesTo: ({ languages }) => languages.includes('python'),
  check: checkEnvironmentPython,
};
