import * as v from 'valibot';

import { BASE_R } from '../../requirements/r/r-own-packages';
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
import { renderPurl, typeOfPurl } from '../purl';
import { system } from '../system/system';
import {
  measurePackages,
  parseR,
  type RInstallation,
  rScript,
} from './probe-r';
import { rOrder } from './r-order';
import { requestedR } from './requested-r';

export const r: Ecosystem<RInstallation | null> = {
  name: 'r',
  label: 'r',
  adjective: 'R',
  order: rOrder,
  record: {
    field: 'r',
    schema: v.nullable(
      v.object({
        version: v.string(),
        packages: v.array(
          v.object({
            ...packageEntries,
            built: v.string(),
            library: v.string(),
          }),
        ),
      }),
    ),
    isRequired: true,
  },
  probe: { script: rScript, perFolder: measurePackages, parse: parseR },
  listGroups: (found) => [groupOf(found?.packages ?? [])],
  listPlatforms: (found) => (found === null ? [] : [platformOf(found.version)]),
  bill: {
    purlTypes: ['cran'],
    listComponents: (found) => (found === null ? [] : describeR(found)),
    placeComponent(component) {
      const { name, version, purl, size, properties } = component;
      if (isPlatform(component, 'r')) {
        const item = platformOf(version);
        return { ecosystem: system.name, environment: null, item };
      }
      // R's own packages are not at CRAN and have no package URL.
      const isBase =
        typeOfPurl(purl) === undefined && properties.get(ownProperties.library);
      if (!isBase) return undefined;
      const item = { name, version, ...(size !== undefined && { size }) };
      return { ecosystem: 'r', environment: null, item };
    },
  },
  requested: requestedR,
};

function groupOf(packages: readonly Package[]) {
  return { ecosystem: 'r', environment: null, packages };
}

function platformOf(version: string): Package {
  return { name: 'R', version };
}

function describeR({ version, packages }: RInstallation): ListedComponent[] {
  const listed = packages.map((item) => {
    const { name, library, built } = item;
    const isBase = BASE_R.includes(name) && item.version === version;
    return describeLibrary(item, {
      ref: `r:${library}:${name}@${item.version}`,
      purl: isBase
        ? undefined
        : renderPurl({ type: 'cran', name, version: item.version }),
      properties: {
        [ownProperties.built]: built,
        [ownProperties.library]: library,
      },
    });
  });
  return [describePlatform('r', version), ...listed];
}
