import type { Tree } from '@nx/devkit';

import { lockCommand } from '../../run/locks/check-locks';
import type { UpgradeEffect } from '../../run/upgrade/compare-workspaces';
import { needsDecision } from '../../starter/file-change';
import type { UpgradePlan } from '../../starter/upgrade-plan';
import { nextSteps } from '../next-steps';
import { listWritten } from './write-upgrades';

/** The commands that follow. None where nothing was written. */
export function nextAfterUpgrade(
  tree: Tree,
  { version, upgrades }: UpgradePlan,
  effect: UpgradeEffect | undefined,
): string[] {
  if (listWritten(upgrades).length === 0) return [];
  const stale =
    effect !== undefined && 'staleLocks' in effect ? effect.staleLocks : [];
  const isMet = upgrades.some(({ changes }) => changes.some(needsDecision));
  const lint = 'npx nx run-many -t lint';
  const commit = `git add packages .brickyard && git commit -m "chore: take the starters of Brickyard ${version}"`;
  return nextSteps(
    tree,
    [
      ...(stale.length > 0 ? [lockCommand(stale)] : []),
      ...(effect === undefined ? [] : [lint, 'npx brickyard plan']),
      commit,
    ],
    isMet
      ? [
          'git diff   # shows the conflicts: edit these files until no <<<<<<< is left',
        ]
      : [],
  );
}
