import { join } from 'node:path';

import { findPythonEnvironment } from '../python-environment';

/** Databricks' own: the types of bundles, and the client of the API with its types. */
const packages = {
  'databricks-bundles': '1.22.1',
  'databricks-sdk': '0.162.0',
};

/** A Python that has them. */
export function findDatabricksPython(): string {
  const home = findPythonEnvironment({ name: 'databricks-python', packages });
  return join(home, 'bin/python');
}
