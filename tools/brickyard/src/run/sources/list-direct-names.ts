import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { problemsError } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseRPackages } from '../../requirements/parse-r-packages';
import type { DirectNames } from '../../versioning/contents';
import type { Options } from '../../workspace/options';
import { listAncestors } from '../names/list-ancestors';
import { readRequirements } from './read-requirements';

/** `requirements.txt` is for the first environment, `<name>-requirements.txt` for its own. */
const REQUIREMENTS = /^(?:(.+)-)?requirements\.txt$/;
const mainEnvironment = 'python3';

/** What a flavour and those it starts from ask for. Throws REQUIREMENTS_INVALID, R_PACKAGES_INVALID. */
export function listDirectNames(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  { localNamespace }: Pick<Options, 'localNamespace'>,
): DirectNames {
  const below = listAncestors(image, images, localNamespace);
  const flavours = [image, ...below].map(({ flavour }) => flavour);
  const python: Record<string, Set<string>> = {};
  const r = new Set<string>();
  for (const flavour of flavours) {
    for (const [environment, name] of listPython(flavour)) {
      python[environment] ??= new Set();
      python[environment].add(name);
    }
    for (const name of listR(flavour)) r.add(name);
  }
  return { python, r };
}

function listPython(flavour: Flavour): [string, string][] {
  return readdirSync(flavour.folder).flatMap((file) => {
    const match = REQUIREMENTS.exec(file);
    if (match === null) return [];
    const environment = match[1] ?? mainEnvironment;
    const { requirements, problems } = readRequirements(flavour, file);
    if (problems.length > 0)
      throw problemsError('REQUIREMENTS_INVALID', problems);
    return requirements.flatMap((requirement): [string, string][] => {
      const isNamed = 'name' in requirement && requirement.kind !== 'option';
      const name = isNamed ? requirement.name : undefined;
      return name === undefined ? [] : [[environment, name]];
    });
  });
}

function listR({ folder, path }: Flavour): string[] {
  const file = join(folder, 'r_packages.sh');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return parseRPackages(text, `${path}/r_packages.sh`).map(({ name }) => name);
}
