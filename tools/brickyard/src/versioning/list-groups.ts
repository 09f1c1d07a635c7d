import type { Inventory, Package } from '../inventory/inventory';
import type { PackageGroup } from './contents';

/** As much of an inventory as a comparison reads. */
export type Installed = Pick<Inventory, 'os' | 'python' | 'r' | 'apt'> & {
  java?: readonly { path: string; version: string }[];
};

/** An inventory as groups; an image without R or Debian packages has an empty group of them. */
export function listGroups(inventory: Installed): PackageGroup[] {
  const { python, r, apt } = inventory;
  return [
    group('system', listSystem(inventory)),
    ...python.map(({ environment, packages }) => ({
      ...group('python', packages),
      environment,
    })),
    group('r', r?.packages ?? []),
    group('apt', apt),
  ];
}

function group(ecosystem: string, packages: readonly Package[]): PackageGroup {
  return { ecosystem, environment: null, packages };
}

function listSystem({ os, python, r, java = [] }: Installed): Package[] {
  return [
    ...(os === null ? [] : [{ name: os.id, version: os.version }]),
    ...java.map(({ path, version }) => platformOf('java', version, path)),
    ...python.map(({ environment, version }) =>
      platformOf('python', version, environment),
    ),
    ...(r === null ? [] : [platformOf('r', r.version)]),
  ];
}

const platformNames: Readonly<Record<string, string>> = {
  java: 'Java',
  python: 'Python',
  r: 'R',
};

/** `Python of /databricks/python3` */
export function platformOf(
  kind: string,
  version: string,
  path?: string,
): Package {
  const name = platformNames[kind] ?? kind;
  return { name: path === undefined ? name : `${name} of ${path}`, version };
}
