import * as v from 'valibot';

import { normalizeName } from '../../requirements/normalize-name';
import {
  describeLibrary,
  describePlatform,
  isPlatform,
  type ListedComponent,
  ownProperties,
} from '../component';
import type { Ecosystem } from '../ecosystem';
import type { Package } from '../package';
import { packageEntries } from '../package-schema';
import { pypiPurl } from '../purl';
import { system } from '../system/system';
import { pep440Order } from './pep440-order';
import {
  findEnvironments,
  otherPythonScript,
  parsePython,
  type PythonEnvironment,
  pythonScript,
} from './probe-python';
import { mainEnvironment, requestedPython } from './requested-python';

export const python: Ecosystem<readonly PythonEnvironment[]> = {
  name: 'python',
  label: 'python',
  adjective: 'Python',
  order: pep440Order,
  normalizeName,
  mainEnvironment,
  record: {
    field: 'python',
    schema: v.array(
      v.object({
        environment: v.string(),
        version: v.string(),
        packages: v.array(v.object(packageEntries)),
      }),
    ),
    isRequired: true,
  },
  probe: {
    script: pythonScript,
    scriptAfterFiles: otherPythonScript,
    perFile: findEnvironments,
    parse: parsePython,
  },
  listGroups: (environments) =>
    environments.map(({ environment, packages }) => {
      return { ecosystem: 'python', environment, packages };
    }),
  listPlatforms: (environments) =>
    environments.map(({ environment, version }) =>
      platformOf(environment, version),
    ),
  bill: {
    purlTypes: ['pypi'],
    listComponents: (environments) => environments.flatMap(describePython),
    placeComponent(component) {
      const path = component.properties.get(ownProperties.path);
      if (!isPlatform(component, 'python') || path === undefined)
        return undefined;
      const item = platformOf(path, component.version);
      return { ecosystem: system.name, environment: null, item };
    },
  },
  requested: requestedPython,
};

function platformOf(environment: string, version: string): Package {
  return { name: `Python of ${environment}`, version };
}

function describePython(python: PythonEnvironment): ListedComponent[] {
  const { environment, version, packages } = python;
  const properties = { [ownProperties.environment]: environment };
  const listed = packages.map((item) => {
    const ref = `python:${environment}:${item.name}@${item.version}`;
    const purl = pypiPurl(item.name, item.version);
    return describeLibrary(item, { ref, purl, properties });
  });
  return [describePlatform('python', version, environment), ...listed];
}
