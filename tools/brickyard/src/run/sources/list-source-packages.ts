import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Package } from '../../inventory/inventory';
import { isMain, lockPath } from '../../lock/lock-paths';
import { listRequirementFiles } from '../../lock/read-lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseRPackages } from '../../requirements/parse-r-packages';
import type { Contents, PackageGroup } from '../../versioning/contents';
import { parsePins } from '../../versioning/parse-pins';
import type { Options } from '../../workspace/options';
import { listAncestors } from '../names/list-ancestors';
import { listDirectNames } from './list-direct-names';
import { readRequirements } from './read-requirements';

/** Where the images of this repository have their environments. */
const environments = '/databricks';
const mainEnvironment = 'python3';

/**
 * What the locks and lists of an image and of those below it name, for want of
 * the image. Throws REQUIREMENTS_INVALID, R_PACKAGES_INVALID.
 */
export function listSourcePackages(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  options: Options,
): Contents {
  const below = listAncestors(image, images, options.localNamespace);
  const python = new Map<string, Package[]>([[mainEnvironment, []]]);
  const r: Package[] = [];
  for (const each of [image, ...below]) {
    for (const file of listRequirementFiles(each.flavour.folder)) {
      const name = environmentOf(file);
      const packages = python.get(name) ?? [];
      addNew(packages, listPython(each, file));
      python.set(name, packages);
    }
    addNew(r, listR(each));
  }
  const groups = [...python].map(([name, packages]): PackageGroup => {
    return {
      ecosystem: 'python',
      environment: `${environments}/${name}`,
      packages,
    };
  });
  return {
    name: image.id,
    source: 'locks and lists of packages',
    groups: [...groups, { ecosystem: 'r', environment: null, packages: r }],
    isPartial: true,
    size: null,
    direct: listDirectNames(image, images, options),
  };
}

function environmentOf(file: string): string {
  return isMain(file)
    ? mainEnvironment
    : file.replace(/-requirements\.txt$/, '');
}

/** What an image below installs is not installed again. */
function addNew(packages: Package[], more: readonly Package[]): void {
  const known = new Set(packages.map(({ name }) => name));
  packages.push(...more.filter(({ name }) => !known.has(name)));
}

function listPython(image: ResolvedImage, file: string): Package[] {
  const { flavour, runtime, lines } = image;
  const path = [runtime.name, ...lines]
    .map((line) => lockPath(line, file))
    .find((candidate) => existsSync(join(flavour.folder, candidate)));
  if (path === undefined) return listRequested(image, file);
  const text = readFileSync(join(flavour.folder, path), 'utf8');
  return parsePins(text, `${flavour.path}/${path}`);
}

/** Without a lock, a version is what the line asks for. */
function listRequested({ flavour }: ResolvedImage, file: string): Package[] {
  const { requirements } = readRequirements(flavour, file);
  return requirements.flatMap((requirement) => {
    if (requirement.kind === 'package') {
      const { name, specifiers, url } = requirement;
      const asked = specifiers.map(({ operator, version }) =>
        specifiers.length === 1 && operator === '=='
          ? version
          : `${operator}${version}`,
      );
      return [{ name, version: url ?? (asked.join(',') || 'any version') }];
    }
    if (requirement.kind !== 'location') return [];
    const { name, location } = requirement;
    return name === undefined ? [] : [{ name, version: location }];
  });
}

function listR({ flavour }: ResolvedImage): Package[] {
  const file = join(flavour.folder, 'r_packages.sh');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return parseRPackages(text, `${flavour.path}/r_packages.sh`).map(
    ({ name, version = 'of the snapshot' }) => ({ name, version }),
  );
}
