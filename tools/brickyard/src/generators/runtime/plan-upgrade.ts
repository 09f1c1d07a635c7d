import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import { readDefinition } from '../../flavour/read-definitions';
import type { Runtime } from '../../runtime/schema';
import {
  findTreeFlavour,
  listTreeFlavours,
  readTreeDefinition,
  readTreeText,
  type TreeFlavour,
} from '../tree-flavours';
import { checkParents } from './check-parents';
import { editRuntimes } from './edit-runtimes';

export interface UpgradeRequest {
  line: Runtime;
  /** Names, or `all`. */
  flavours: readonly string[];
  /** The line that it replaces; it is added when left out. */
  replace?: string;
  localNamespace: string;
}

/** One `image.ts` as it will be. */
export interface UpgradedFile {
  flavour: string;
  file: string;
  text: string;
  runtimes: readonly string[];
}

/**
 * The flavours' `image.ts`, with the line. Throws PARENT_UNKNOWN when a flavour
 * would be built for a line that one below it is not built for.
 */
export function planUpgrade(
  tree: Tree,
  request: UpgradeRequest,
): UpgradedFile[] {
  const all = listTreeFlavours(tree);
  const names = request.flavours.includes('all')
    ? all.map(({ name }) => name)
    : request.flavours;
  const files = names.map((name) =>
    upgradeFile(tree, findTreeFlavour(all, name), request),
  );
  if (files.length === 0) return [];
  checkR(tree, files, request.line);
  checkParents({
    flavours: all,
    runtimes: new Map(
      all.map((flavour) => {
        const edited = files.find((each) => each.flavour === flavour.name);
        const { runtimes } = edited ?? readTreeDefinition(tree, flavour);
        return [flavour.name, runtimes];
      }),
    ),
    line: request.line.name,
    moved: names,
    localNamespace: request.localNamespace,
  });
  return files;
}

function upgradeFile(
  tree: Tree,
  flavour: TreeFlavour,
  { line, replace }: UpgradeRequest,
): UpgradedFile {
  const file = `${flavour.path}/image.ts`;
  const before = readTreeDefinition(tree, flavour);
  const text = readTreeText(tree, file);
  const edited = editRuntimes(text, file, { add: line.name, replace });
  const place = { name: file, file: `${tree.root}/${file}` };
  const { runtimes, ...rest } = readDefinition({ ...place, text: edited });
  const { runtimes: old, ...unchanged } = before;
  const kept = old.filter((name) => name !== replace && name !== line.name);
  const isSound =
    JSON.stringify(rest) === JSON.stringify(unchanged) &&
    runtimes.filter((name) => name === line.name).length === 1 &&
    kept.every((name) => runtimes.includes(name)) &&
    runtimes.length === kept.length + 1;
  if (!isSound && edited !== text) {
    throw new BrickyardError(
      'FLAVOUR_INVALID',
      `${file}: cannot be edited: its value differs from the list that it contains`,
      { hint: 'edit it by hand' },
    );
  }
  return { flavour: flavour.name, file, text: edited, runtimes };
}

/** Flavours with R need to know where the line's R and its packages come from. */
function checkR(
  tree: Tree,
  files: readonly UpgradedFile[],
  line: Runtime,
): void {
  const needs = files.find(({ file, text }) => {
    const place = { name: file, file: `${tree.root}/${file}` };
    return readDefinition({ ...place, text }).languages?.includes('r');
  });
  if (needs === undefined) return;
  const { r } = line;
  const missing = [
    ...(r === undefined ? ['--r'] : []),
    ...(r?.aptVersion === undefined ? ['--rAptVersion'] : []),
    ...(r?.cranSnapshot === undefined ? ['--cranSnapshot'] : []),
  ];
  if (missing.length === 0) return;
  throw new BrickyardError(
    'RUNTIME_INCOMPLETE',
    `${needs.flavour} has R, but facts about R on ${line.name} are not given: ${missing.join(', ')}`,
    {
      hint: 'rAptVersion is the version of r-base-core in the archive, such as 4.4.2-1.2404.0; cranSnapshot is the day of CRAN, such as 2025-03-20',
    },
  );
}
