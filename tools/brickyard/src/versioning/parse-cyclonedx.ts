import * as v from 'valibot';

import { type BillComponent, ownProperties } from '../ecosystems/component';
import type { PlacedPackage } from '../ecosystems/ecosystem';
import { ecosystemTable } from '../ecosystems/ecosystem-table';
import type { Package, PackageGroup } from '../ecosystems/package';
import { typeOfPurl } from '../ecosystems/purl';
import { validate } from '../validate';
import type { Contents } from './contents';

const properties = v.optional(
  v.array(v.object({ name: v.string(), value: v.optional(v.string(), '') })),
  [],
);

/** https://cyclonedx.org/docs/1.6/json/ */
const schema = v.object({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.optional(
    v.object({ component: v.optional(v.object({ properties })) }),
  ),
  components: v.optional(
    v.array(
      v.object({
        type: v.string(),
        group: v.optional(v.string()),
        name: v.string(),
        version: v.optional(v.string(), ''),
        purl: v.optional(v.string(), ''),
        properties,
      }),
    ),
    [],
  ),
});

type Component = v.InferOutput<typeof schema>['components'][number];

/**
 * The packages of an SBOM by ecosystem. Components of other kinds are left out.
 * Only Brickyard's own SBOMs have a `fileSize`.
 */
export function parseCycloneDx(
  value: unknown,
  file: string,
): Pick<Contents, 'groups' | 'fileSize'> {
  const code = 'INVENTORY_INVALID';
  const { components, metadata } = validate(schema, value, { file, code });
  const groups = new Map<string, PackageGroup & { packages: Package[] }>();
  for (const component of components) {
    const place = placeOf(component);
    if (place === undefined) continue;
    const { ecosystem, environment, item } = place;
    const id = `${ecosystem} ${environment ?? ''}`;
    const group = groups.get(id) ?? { ecosystem, environment, packages: [] };
    groups.set(id, group);
    group.packages.push(item);
  }
  const about = metadata?.component?.properties;
  const { size: fileSize = null } = sizeIn(about ?? []);
  // The files were added up, so all archives were found, even if there are none.
  for (const { name, probe } of ecosystemTable)
    if (fileSize !== null && probe?.isFoundInFiles && !groups.has(`${name} `))
      groups.set(`${name} `, {
        ecosystem: name,
        environment: null,
        packages: [],
      });
  return { groups: [...groups.values()], fileSize };
}

function sizeIn(properties: Component['properties']): { size?: number } {
  const found = properties.find(({ name }) => name === ownProperties.size);
  return /^\d+$/.test(found?.value ?? '') ? { size: Number(found?.value) } : {};
}

function placeOf(component: Component): PlacedPackage | undefined {
  const { name, version, purl } = component;
  const listed = describe(component);
  for (const { bill } of ecosystemTable) {
    const placed = bill.placeComponent?.(listed);
    if (placed !== undefined) return placed;
  }
  const type = typeOfPurl(purl);
  if (type === undefined) return undefined;
  const named = ecosystemTable.find(({ bill }) =>
    bill.purlTypes.includes(type),
  );
  const environment = listed.properties.get(ownProperties.environment) ?? null;
  const size = sizeIn(component.properties);
  const item = { name, version, ...size };
  return { ecosystem: named?.name ?? type, environment, item };
}

function describe(component: Component): BillComponent {
  const pairs = component.properties.map(
    ({ name, value }) => [name, value] as const,
  );
  // The first of several properties with one name counts.
  const properties = new Map(pairs.reverse());
  return { ...component, properties, ...sizeIn(component.properties) };
}
