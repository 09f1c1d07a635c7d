import type { Inventory, Package } from '../inventory/inventory';
import type { Contents, PackageGroup } from './contents';

/** As much of an inventory as a comparison reads. */
export type Installed = Pick<Inventory, 'os' | 'python' | 'r' | 'apt'> & {
  java?: readonly { path: string; version: string }[];
  jars?: readonly ListedJar[];
  size?: number;
};

/** As much of an archive as names it. */
export interface ListedJar {
  name: string;
  group?: string | null;
  version: string | null;
  size?: number;
}

/** An image that was looked into, whatever it is called. */
export function contentsOf(
  inventory: Installed,
): Pick<Contents, 'groups' | 'isPartial' | 'fileSize'> {
  const fileSize = inventory.size ?? null;
  return { groups: listGroups(inventory), isPartial: false, fileSize };
}

/** An inventory as groups; an image without R or Debian packages has an empty group of them. */
export function listGroups(inventory: Installed): PackageGroup[] {
  const { python, r, apt, java, jars } = inventory;
  return [
    group('system', listSystem(inventory)),
    // Older records do not tell of Java, which is not to say that there is none.
    ...(java === undefined ? [] : [group('java', java.map(javaOf))]),
    ...python.map(({ environment, packages }) => ({
      ...group('python', packages),
      environment,
    })),
    group('r', r?.packages ?? []),
    group('apt', apt),
    ...(jars === undefined ? [] : [group('jar', jars.map(jarOf))]),
  ];
}

function group(ecosystem: string, packages: readonly Package[]): PackageGroup {
  return { ecosystem, environment: null, packages };
}

function listSystem({ os, python, r }: Installed): Package[] {
  return [
    ...(os === null ? [] : [{ name: os.id, version: os.version }]),
    ...python.map(({ environment, version }) =>
      platformOf('python', version, environment),
    ),
    ...(r === null ? [] : [platformOf('r', r.version)]),
  ];
}

/** `Python of /databricks/python3` */
export function platformOf(
  kind: 'python' | 'r',
  version: string,
  path?: string,
): Package {
  const name = kind === 'r' ? 'R' : 'Python';
  return { name: path === undefined ? name : `${name} of ${path}`, version };
}

/** Several versions may be installed side by side. */
function javaOf({ path, version }: { path: string; version: string }): Package {
  return { name: path, version };
}

/** `org.example:core`, as Maven names it. */
export function jarOf({ name, group, version, size }: ListedJar): Package {
  return {
    name: group ? `${group}:${name}` : name,
    version: version ?? '',
    ...(size !== undefined && { size }),
  };
}
