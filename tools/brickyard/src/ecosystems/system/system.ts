import * as v from 'valibot';

import { ownProperties } from '../component';
import type { Ecosystem } from '../ecosystem';
import { pep440Order } from '../python/pep440-order';
import { type OperatingSystem, osScript, parseOs } from './probe-os';

/**
 * The operating system. Its group also has the platforms of all other
 * ecosystems, so whoever lists this group has looked at a whole image.
 */
export const system: Ecosystem<OperatingSystem | null> = {
  name: 'system',
  label: 'system',
  isPlatform: true,
  // Only numbers, which PEP 440 orders.
  order: pep440Order,
  record: {
    field: 'os',
    schema: v.nullable(
      v.object({ id: v.string(), version: v.string(), name: v.string() }),
    ),
    isRequired: true,
  },
  probe: { script: osScript, parse: parseOs },
  listGroups: () => [],
  listPlatforms: (os) =>
    os === null ? [] : [{ name: os.id, version: os.version }],
  bill: {
    purlTypes: [],
    listComponents(os) {
      if (os === null) return [];
      const { id, version, name } = os;
      return [
        {
          ref: `os:${id}@${version}`,
          type: 'operating-system',
          name: id,
          version,
          properties: { [ownProperties.osName]: name },
        },
      ];
    },
    // Other tools do not say whether they list all of an image.
    placeComponent: ({ type, name, version, properties }) =>
      type === 'operating-system' && properties.has(ownProperties.osName)
        ? { ecosystem: 'system', environment: null, item: { name, version } }
        : undefined,
  },
};
