import * as v from 'valibot';

import { describePlatform, isPlatform, ownProperties } from '../component';
import type { Ecosystem } from '../ecosystem';
import { pep440Order } from '../python/pep440-order';

/** The parts of a JDK that are compared. */
interface InstalledJava {
  /** Its folder, which tells several of them apart. */
  path: string;
  version: string;
}

/** JDKs. The part of the probe that asks what Databricks' scripts need lists them. */
export const java: Ecosystem<readonly InstalledJava[]> = {
  name: 'java',
  label: 'java',
  isPlatform: true,
  // Only numbers, which PEP 440 orders.
  order: pep440Order,
  record: {
    field: 'java',
    schema: v.array(v.object({ path: v.string(), version: v.string() })),
  },
  listGroups: (found) => [
    {
      ecosystem: 'java',
      environment: null,
      packages: found.map(({ path, version }) => ({ name: path, version })),
    },
  ],
  bill: {
    purlTypes: [],
    listComponents: (found) =>
      found.map(({ path, version }) => describePlatform('java', version, path)),
    placeComponent(component) {
      const path = component.properties.get(ownProperties.path);
      if (!isPlatform(component, 'java') || path === undefined)
        return undefined;
      const item = { name: path, version: component.version };
      return { ecosystem: 'java', environment: null, item };
    },
  },
};
