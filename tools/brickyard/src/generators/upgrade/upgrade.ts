import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError, problemsError } from '../../errors';
import { Git } from '../../git/git';
import { renderUpgrade } from '../../report/render-upgrade';
import { planCopyUpgrade } from '../../starter/copy-upgrade';
import { needsDecision } from '../../starter/file-change';
import { changesSince } from '../../starter/starter-changes';
import type { UpgradePlan } from '../../starter/upgrade-plan';
import { flavoursFolder } from '../../workspace/list-flavours';
import type { ReportedRun } from '../generator';
import { type List, splitList } from '../split-list';
import { findStarter } from '../starters/find-starter';
import {
  pluginFolder,
  readPluginManifest,
  readStarterChanges,
} from '../starters/plugin-package';
import { checkCommitted } from './check-committed';
import { checkMended } from './check-mended';
import { findCopy, listFolders, openSearch } from './find-copies';
import { findEffect } from './find-effect';
import { markUnmerged } from './mark-unmerged';
import { mergeWithGit } from './merge-with-git';
import { nextAfterUpgrade } from './next-after-upgrade';
import { openBase } from './read-base';
import { refuseNewerRecords } from './read-records';
import { listWritten, writeUpgrades } from './write-upgrades';

/** What `schema.json` lets a user set. */
export interface UpgradeOptions {
  names?: List;
  base?: string;
  allowDirty?: boolean;
}

/** From outside of the workspace. */
export interface UpgradePlace {
  /** The folder of this Brickyard's package.json. */
  plugin: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * `nx g brickyard:upgrade`: what Brickyard changed in its starters since they were
 * copied, merged into the copies. Rejects UPGRADE_REFUSED, UPGRADE_CONFLICT,
 * STARTER_RECORD_INVALID, FLAVOUR_UNKNOWN, OPTIONS_INVALID, GIT_FAILED.
 */
export async function generateUpgrade(
  tree: Tree,
  options: UpgradeOptions,
  place: UpgradePlace = { plugin: pluginFolder, environment: process.env },
): Promise<ReportedRun> {
  const { environment } = place;
  const git = new Git({ folder: tree.root, environment });
  const plan = await planUpgrade({ tree, options, place, git });
  const { upgrades } = plan;
  const written = listWritten(upgrades);
  if (options.allowDirty !== true && written.length > 0)
    await checkCommitted(git, written);
  writeUpgrades(tree, upgrades);
  const effect = await findEffect(tree, plan, environment);
  return {
    told: [
      renderUpgrade(plan, effect),
      ...nextAfterUpgrade(tree, plan, effect),
    ],
    finish: () => markUnmerged(git, upgrades),
    failure: findFailure(plan),
  };
}

interface PlanRequest {
  tree: Tree;
  options: UpgradeOptions;
  place: UpgradePlace;
  git: Git;
}

async function planUpgrade({
  tree,
  options,
  place: { plugin },
  git,
}: PlanRequest): Promise<UpgradePlan> {
  const { version } = readPluginManifest(plugin);
  refuseOrigin(tree, plugin);
  const search = {
    ...openSearch(tree, plugin, version),
    ...(options.base ? { readBase: openBase(tree.root, options.base) } : {}),
  };
  const { records } = search;
  const folders = listFolders(search, splitList(options.names));
  const asked = [...records].filter(([folder]) => folders.includes(folder));
  refuseNewerRecords(new Map(asked), version);
  const found = folders.map((folder) => findCopy(search, folder));
  const copies = found.filter((each) => 'base' in each);
  checkMended(copies);
  const mergeTexts = mergeWithGit(git, `Brickyard ${version}`);
  const upgrades = [];
  for (const copy of copies)
    upgrades.push(await planCopyUpgrade(copy, version, mergeTexts));
  const bases = copies.map(({ base }) => base);
  return {
    ...{ version, upgrades },
    skipped: found.filter((each) => 'why' in each),
    changes: changesSince(readStarterChanges(plugin), bases),
  };
}

/** In Brickyard's own repository there are no copies. */
function refuseOrigin(tree: Tree, plugin: string): void {
  const own = join(tree.root, flavoursFolder);
  if (
    !existsSync(own) ||
    realpathSync(own) !== realpathSync(findStarter(plugin))
  )
    return;
  throw new BrickyardError(
    'UPGRADE_REFUSED',
    `${flavoursFolder}/ has the starters themselves, and no copies of them`,
  );
}

/** The files are written all the same: git's marks have both sides. */
function findFailure({ upgrades }: UpgradePlan): Error | undefined {
  const problems = upgrades.flatMap(({ folder, changes }) =>
    changes.filter(needsDecision).flatMap((change) => {
      const file = `${flavoursFolder}/${folder}/${change.path}`;
      if (change.kind !== 'conflict') {
        const because = 'because' in change ? change.because : '';
        const message = `${because}, and Brickyard changed it: yours stays as it is`;
        return [{ place: { file }, message }];
      }
      return change.lines.map(({ start, end }) => ({
        place: { file, line: start },
        message: `your edit and Brickyard's meet, up to line ${end}`,
      }));
    }),
  );
  if (problems.length === 0) return undefined;
  return problemsError(
    'UPGRADE_CONFLICT',
    problems,
    'edit these files until no <<<<<<< is left, and git add them; git restore --source=HEAD --staged --worktree packages .brickyard takes the upgrade back',
  );
}
