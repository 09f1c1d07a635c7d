import * as v from 'valibot';

import { problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import type { Package } from '../inventory/inventory';
import type { Contents, PackageGroup } from './contents';
import { jarOf, platformOf } from './list-groups';

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

/** Types of package URLs that have another name here. */
const ecosystems: ReadonlyMap<string, string> = new Map([
  ['pypi', 'python'],
  ['cran', 'r'],
  ['deb', 'apt'],
]);

/** What Brickyard's own bill says beside the standard. */
const ownProperties = {
  environment: 'brickyard:environment',
  library: 'brickyard:library',
  osName: 'brickyard:name',
  path: 'brickyard:path',
  size: 'brickyard:size',
};

/**
 * Packages of an SBOM by ecosystem; what else it lists is no package.
 * `fileSize` is that of Brickyard's own.
 */
export function parseCycloneDx(
  value: unknown,
  file: string,
): Pick<Contents, 'groups' | 'fileSize'> {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const problems = result.issues.map((issue) => {
      const path = v.getDotPath(issue) ?? 'the file';
      return { place: { file }, message: `${path}: ${explainIssue(issue)}` };
    });
    throw problemsError('INVENTORY_INVALID', problems);
  }
  const groups = new Map<string, PackageGroup & { packages: Package[] }>();
  for (const component of result.output.components) {
    const place = placeOf(component);
    if (place === undefined) continue;
    const { ecosystem, environment, item } = place;
    const id = `${ecosystem} ${environment ?? ''}`;
    const group = groups.get(id) ?? { ecosystem, environment, packages: [] };
    groups.set(id, group);
    group.packages.push(item);
  }
  const about = result.output.metadata?.component?.properties;
  const { size: fileSize = null } = sizeIn(about ?? []);
  // Whoever added up files has seen all archives, even if there are none.
  if (fileSize !== null && !groups.has('jar '))
    groups.set('jar ', { ecosystem: 'jar', environment: null, packages: [] });
  return { groups: [...groups.values()], fileSize };
}

function sizeIn(properties: Component['properties']): { size?: number } {
  const found = properties.find(({ name }) => name === ownProperties.size);
  return /^\d+$/.test(found?.value ?? '') ? { size: Number(found?.value) } : {};
}

interface Placed {
  ecosystem: string;
  environment: string | null;
  item: Package;
}

function placeOf(component: Component): Placed | undefined {
  const { name, version, purl } = component;
  const own = (property: string) =>
    component.properties.find((other) => other.name === property)?.value;
  const path = own(ownProperties.path);
  if (isPlatform(component, 'java') && path !== undefined)
    return {
      ecosystem: 'java',
      environment: null,
      item: { name: path, version },
    };
  const item = systemItem(component, own);
  if (item !== undefined)
    return { ecosystem: 'system', environment: null, item };
  if (component.type === 'library' && path !== undefined) {
    const jar = jarOf({ ...component, ...sizeIn(component.properties) });
    return { ecosystem: 'jar', environment: null, item: jar };
  }
  const type = /^pkg:([a-z][a-z0-9.+-]*)\//i.exec(purl)?.[1]?.toLowerCase();
  // R's own packages are not at CRAN and have no package URL.
  const ecosystem = type ?? (own(ownProperties.library) && 'cran');
  if (ecosystem === undefined || ecosystem === '') return undefined;
  const named = ecosystems.get(ecosystem) ?? ecosystem;
  const environment = own(ownProperties.environment) ?? null;
  const size = sizeIn(component.properties);
  return { ecosystem: named, environment, item: { name, version, ...size } };
}

/** Only of Brickyard's own bill: others' do not tell whether they list all of an image. */
function systemItem(
  { type, name, version }: Component,
  own: (property: string) => string | undefined,
): Package | undefined {
  if (type === 'operating-system' && own(ownProperties.osName) !== undefined)
    return { name, version };
  const path = own(ownProperties.path);
  if (isPlatform({ type, name }, 'r')) return platformOf('r', version);
  return isPlatform({ type, name }, 'python') && path !== undefined
    ? platformOf('python', version, path)
    : undefined;
}

function isPlatform(
  { type, name }: Pick<Component, 'type' | 'name'>,
  kind: string,
): boolean {
  return type === 'platform' && name === kind;
}
