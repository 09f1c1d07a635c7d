import type { Tree } from '@nx/devkit';

import { isReportable, renderError } from '../../errors';
import {
  compareWorkspaces,
  type UpgradeEffect,
} from '../../run/upgrade/compare-workspaces';
import type { UpgradePlan } from '../../starter/upgrade-plan';
import { readAllFlavours, readWorkspace } from '../../workspace/read-workspace';
import { withChangedFiles } from './with-changed-files';

/** Compares the workspace on disk with what is in the tree; `undefined` where no flavour changes. */
export async function findEffect(
  tree: Tree,
  { upgrades }: UpgradePlan,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<UpgradeEffect | undefined> {
  const changed = upgrades
    .filter(({ changes }) => changes.length > 0)
    .map(({ folder }) => folder);
  if (changed.length === 0) return undefined;
  try {
    const before = readWorkspace(tree.root, environment);
    return await withChangedFiles(tree, changed, (root) =>
      compareWorkspaces(before, { ...before, ...readAllFlavours(root), root }),
    );
  } catch (error) {
    if (!isReportable(error)) throw error;
    return { unknown: renderError(error) };
  }
}
