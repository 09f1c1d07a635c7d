import type { Tree } from '@nx/devkit';

import { parseJson } from '../parse-json';
import { flavoursFolder } from '../workspace/list-flavours';
import { findTreeText } from './find-tree-text';
import { readNxJson } from './tree-workspace';

/**
 * The next commands: `before`, then the ones that write what is derived from
 * flavours, then the others.
 */
export function nextSteps(
  tree: Tree,
  commands: readonly string[],
  before: readonly string[] = [],
): string[] {
  const { sync } = readNxJson(tree);
  const isSynced = sync?.globalGenerators?.includes('brickyard:sync');
  const all = [
    ...before,
    ...(isWorkspaceOfNpm(tree) ? ['npm install'] : []),
    ...(isSynced ? ['npx nx sync'] : []),
    ...commands,
  ];
  return ['next:', ...[...new Set(all)].map((command) => `  ${command}`)];
}

/**
 * Whether package-lock.json lists the folders of flavours: `npm ci` refuses one
 * that lacks a folder, so that a runner would stop at the next commit.
 */
function isWorkspaceOfNpm(tree: Tree): boolean {
  const file = 'package.json';
  const text = findTreeText(tree, file);
  if (text === undefined) return false;
  const { workspaces = [] } = parseJson(text, file) as Manifest;
  const patterns = 'packages' in workspaces ? workspaces.packages : workspaces;
  return patterns.some(coversFlavours);
}

interface Manifest {
  workspaces?: readonly string[] | { packages: readonly string[] };
}

/** `packages/*`, `packages/**`, `**`: a name for one folder covers no new one. */
function coversFlavours(pattern: string): boolean {
  const parts = pattern.replace(/^\.\//, '').replace(/\/+$/, '').split('/');
  const [first = '', second = ''] = parts;
  if (first === '**') return true;
  const isFolder = first === flavoursFolder || first === '*';
  return isFolder && second.startsWith('*');
}
