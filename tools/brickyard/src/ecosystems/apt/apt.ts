import * as v from 'valibot';

import { describeLibrary, type ListedComponent } from '../component';
import type { Distribution, Ecosystem } from '../ecosystem';
import type { Package } from '../package';
import { packageEntries } from '../package-schema';
import { renderPurl } from '../purl';
import { debianOrder } from './debian-order';
import { aptScript, parseApt } from './probe-apt';
import { requestedApt } from './requested-apt';

export const apt: Ecosystem<readonly Package[]> = {
  name: 'apt',
  label: 'apt',
  adjective: 'Debian',
  order: debianOrder,
  record: {
    field: 'apt',
    schema: v.array(v.object(packageEntries)),
    isRequired: true,
  },
  probe: { script: aptScript, parse: parseApt },
  listGroups: (packages) => [{ ecosystem: 'apt', environment: null, packages }],
  bill: {
    purlTypes: ['deb'],
    listComponents: (packages, { os }) =>
      packages.map((item) => describeDebian(item, os)),
  },
  requested: requestedApt,
};

function describeDebian(
  item: Package,
  os: Distribution | null,
): ListedComponent {
  // Without its distribution, a package URL does not say whose package it is.
  const purl = os
    ? renderPurl({
        type: 'deb',
        namespace: os.id,
        name: item.name,
        version: item.version,
        qualifiers: { distro: `${os.id}-${os.version}` },
      })
    : undefined;
  const ref = `apt:${item.name}@${item.version}`;
  return describeLibrary(item, { ref, purl, properties: {} });
}
