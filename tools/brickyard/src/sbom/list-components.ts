import type {
  Inventory,
  OperatingSystem,
  Package,
  PythonEnvironment,
  RInstallation,
} from '../inventory/inventory';
import type { Jar } from '../inventory/probe-jars';
import { pypiPurl, renderPurl } from './purl';

/** One thing that an image contains, in the words of CycloneDX. */
export interface ListedComponent {
  /** Unique in its list, and the same for the same image. */
  ref: string;
  type: 'library' | 'operating-system' | 'platform';
  /** Of Maven. */
  group?: string;
  name: string;
  version?: string;
  purl?: string;
  /** Where it is and how large: `brickyard:environment`, `brickyard:size`. */
  properties: Readonly<Record<string, string>>;
}

/** As much of an inventory as an SBOM tells of. */
export type SbomInventory = Pick<Inventory, 'os' | 'python' | 'r' | 'apt'> & {
  /** Absent from records of before it was looked for. */
  java?: readonly { path: string; version: string }[];
  jars?: readonly Jar[];
  /** Bytes of all files. */
  size?: number;
};

/** Part of every R, and not at CRAN. */
const BASE_R =
  'base compiler datasets graphics grDevices grid methods parallel splines stats stats4 tcltk tools translations utils'.split(
    ' ',
  );

/** Sorted by reference: same inventory, same list. */
export function listComponents(inventory: SbomInventory): ListedComponent[] {
  const { os, python, r, apt, java, jars } = inventory;
  const all = [
    ...(os === null ? [] : [describeSystem(os)]),
    ...(java ?? []).map(({ path, version }) =>
      describePlatform('java', version, path),
    ),
    ...python.flatMap(describePython),
    ...(r === null ? [] : describeR(r)),
    ...apt.map((item) => describeDebian(item, os)),
    ...(jars ?? []).map(describeJar),
  ];
  // Two installations of one package at one place are one line less, no two refs.
  const unique = new Map(all.map((component) => [component.ref, component]));
  return [...unique.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

function describeSystem({
  id,
  version,
  name,
}: OperatingSystem): ListedComponent {
  const ref = `os:${id}@${version}`;
  const properties = { 'brickyard:name': name };
  return { ref, type: 'operating-system', name: id, version, properties };
}

/** What runs other components. No package URL names one that lies in a folder. */
function describePlatform(
  name: string,
  version: string,
  path?: string,
): ListedComponent {
  const ref = `platform:${path === undefined ? '' : `${path}:`}${name}@${version}`;
  const properties: Record<string, string> =
    path === undefined ? {} : { 'brickyard:path': path };
  return { ref, type: 'platform', name, version, properties };
}

function describePython(python: PythonEnvironment): ListedComponent[] {
  const { environment, version, packages } = python;
  const properties = { 'brickyard:environment': environment };
  const listed = packages.map((item) => {
    const ref = `python:${environment}:${item.name}@${item.version}`;
    const purl = pypiPurl(item.name, item.version);
    return describeLibrary(item, { ref, purl, properties });
  });
  return [describePlatform('python', version, environment), ...listed];
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
      properties: { 'brickyard:built': built, 'brickyard:library': library },
    });
  });
  return [describePlatform('r', version), ...listed];
}

function describeDebian(
  item: Package,
  os: OperatingSystem | null,
): ListedComponent {
  // Without its distribution, nobody could tell whose package it is.
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

/** Maven's name when the archive tells it; nobody's when only its file has one. */
function describeJar({
  path,
  name,
  group,
  version,
  size,
}: Jar): ListedComponent {
  const purl =
    version === null
      ? undefined
      : group === null
        ? renderPurl({ type: 'generic', name, version })
        : renderPurl({ type: 'maven', namespace: group, name, version });
  return {
    ref: `jar:${path}`,
    type: 'library',
    ...(group !== null && { group }),
    name,
    ...(version !== null && { version }),
    purl,
    properties: { 'brickyard:path': path, 'brickyard:size': String(size) },
  };
}

function describeLibrary(
  { name, version, size }: Package,
  { properties, ...rest }: Pick<ListedComponent, 'ref' | 'purl' | 'properties'>,
): ListedComponent {
  const measured = size !== undefined && { 'brickyard:size': String(size) };
  const all = { ...properties, ...measured };
  return { type: 'library', name, version, ...rest, properties: all };
}
