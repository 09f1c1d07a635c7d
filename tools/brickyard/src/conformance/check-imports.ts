import { isStoppedImport } from '../inventory/probe-imports';
import { normalizeName } from '../requirements/normalize-name';
import {
  findNotebookPython,
  NOTEBOOK_ENVIRONMENT,
  unableWithoutPython,
} from './databricks-python';
import type { Fault, Subject } from './rule';

/** A module, and what to install when it is missing. */
export interface WantedModule {
  module: string;
  package: string;
}

/** For a rule about modules: says so when no import of them was tried. */
export function unableWithoutImports(
  wanted: readonly WantedModule[],
): (subject: Subject) => string | undefined {
  return (subject) => {
    const without = unableWithoutPython(subject);
    const isTried = wanted.every(
      ({ module }) => findImport(subject, module) !== undefined,
    );
    return without ?? (isTried ? undefined : 'its imports were not tried');
  };
}

export function checkImports(
  subject: Subject,
  wanted: readonly WantedModule[],
): Fault[] {
  return wanted.flatMap((each) => {
    const found = findImport(subject, each.module);
    return !found || found.ok ? [] : [toFault(subject, each, found.problem)];
  });
}

function findImport({ inventory }: Subject, module: string) {
  return inventory?.imports?.find(
    (each) =>
      each.environment === NOTEBOOK_ENVIRONMENT && each.module === module,
  );
}

function toFault(
  { inventory, runtime }: Subject,
  wanted: WantedModule,
  problem: string | null,
): Fault {
  const pin = runtime.notebook[wanted.package];
  const request = pin ? `${wanted.package}==${pin}` : wanted.package;
  const isInstalled = findNotebookPython(inventory)?.packages.some(
    ({ name }) => normalizeName(name) === wanted.package,
  );
  const python = `${NOTEBOOK_ENVIRONMENT}/bin/python3`;
  const about = {
    expected: `import ${wanted.module}`,
    found: problem ?? 'it fails',
  };
  if (isStoppedImport(problem)) {
    const message = `${python} did not finish importing ${wanted.module}`;
    const hint = `run the tests again, since a busy machine is slow; in the image, ${python} -X importtime -c 'import ${wanted.module}' shows what takes the time`;
    return { message, ...about, hint };
  }
  const hint = isInstalled
    ? `${wanted.package} is installed and does not load: install ${request} again together with what it depends on`
    : `add ${request} to requirements.txt`;
  return {
    message: `${python} cannot import ${wanted.module}`,
    ...about,
    hint,
  };
}
