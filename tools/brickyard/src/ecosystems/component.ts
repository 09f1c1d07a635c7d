import type { Package } from './package';

/** One thing that an image contains, in the words of CycloneDX. */
export interface ListedComponent {
  /** Unique in its list, and the same for the same image. */
  ref: string;
  type: 'library' | 'operating-system' | 'platform';
  /** Only Maven has one. */
  group?: string;
  name: string;
  version?: string;
  purl?: string;
  /** Where it is and how large: `brickyard:environment`, `brickyard:size`. */
  properties: Readonly<Record<string, string>>;
}

/** One component of a bill of materials, as a comparison reads it. */
export interface BillComponent {
  type: string;
  group?: string;
  name: string;
  version: string;
  purl: string;
  /** The first value of each property. */
  properties: ReadonlyMap<string, string>;
  /** Bytes, where Brickyard wrote the bill. */
  size?: number;
}

/** Properties that only a bill of Brickyard's has. */
export const ownProperties = {
  built: 'brickyard:built',
  environment: 'brickyard:environment',
  library: 'brickyard:library',
  osName: 'brickyard:name',
  path: 'brickyard:path',
  size: 'brickyard:size',
} as const;

export function describeLibrary(
  { name, version, size }: Package,
  { properties, ...rest }: Pick<ListedComponent, 'ref' | 'purl' | 'properties'>,
): ListedComponent {
  const measured = size !== undefined && { [ownProperties.size]: String(size) };
  const all = { ...properties, ...measured };
  return { type: 'library', name, version, ...rest, properties: all };
}

/** What runs other components. A package URL cannot name one that is a folder. */
export function describePlatform(
  name: string,
  version: string,
  path?: string,
): ListedComponent {
  const ref = `platform:${path === undefined ? '' : `${path}:`}${name}@${version}`;
  const properties: Record<string, string> =
    path === undefined ? {} : { [ownProperties.path]: path };
  return { ref, type: 'platform', name, version, properties };
}

export function isPlatform(
  { type, name }: Pick<BillComponent, 'type' | 'name'>,
  kind: string,
): boolean {
  return type === 'platform' && name === kind;
}
