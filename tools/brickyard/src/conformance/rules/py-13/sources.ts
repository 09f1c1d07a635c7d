import { NOTEBOOK_ENVIRONMENT } from '../../databricks-python';
import {
  listPythonInstalls,
  type PythonInstall,
} from '../../installs/read-python-install';
import { nameOfRequest } from '../../installs/read-request';
import { printCommand } from '../../print-command';
import type { Fault, RuleHalf } from '../../rule';
import { isTool } from './inventory';

/** Installs of a Dockerfile that land in the system's Python. */
export const sources: RuleHalf = {
  needs: 'flavour',
  check: ({ flavour }) =>
    (flavour ? listPythonInstalls(flavour) : [])
      .filter(({ whose }) => whose === 'system')
      .filter(({ packages }) => !isOnlyTools(packages))
      .map(toFault),
};

function isOnlyTools(packages: PythonInstall['packages']): boolean {
  return (
    packages.length > 0 &&
    packages.every(({ written }) => isTool(nameOfRequest(written)))
  );
}

function toFault({ program, command }: PythonInstall): Fault {
  return {
    message: `${program} installs for the system's Python, which notebooks do not run on`,
    expected: `${NOTEBOOK_ENVIRONMENT}/bin/pip install`,
    found: printCommand(command),
    place: command.place,
    hint: `call ${NOTEBOOK_ENVIRONMENT}/bin/pip, or add the packages to requirements.txt`,
  };
}
