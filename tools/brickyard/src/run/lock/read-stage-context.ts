import { join, posix } from 'node:path';

import { comparePaths, type ContextEntry } from '../../context/context-entry';
import { parsePathPattern, selectsPath } from '../../context/path-pattern';
import { readContext } from '../../context/read-context';
import { sourcePatterns } from '../../lock/source-patterns';
import {
  guestFolder,
  renderStageFiles,
  type StagedKind,
} from '../../lock/stage-files';
import type { ResolvedImage } from '../../plan/resolve-image';
import { certificateFiles } from '../../workspace/certificate-files';
import type { LockWork } from './lock-resolver';

export interface StageContextRequest {
  kind: StagedKind;
  stage: ResolvedImage;
  work: LockWork;
  probe?: readonly string[];
}

/**
 * What a stage `lock` is built from: the files of the flavour whose Dockerfile it
 * is in, beside them those of another flavour that is locked in it, and what
 * Brickyard adds.
 */
export async function readStageContext(
  request: StageContextRequest,
): Promise<ContextEntry[]> {
  const { kind, stage, work, probe } = request;
  const { upgrade = false, nonce, locks, workspace, task } = work;
  const isGuest = stage.flavour.name !== task.image.flavour.name;
  const { folder, path: name, ignore } = stage.flavour;
  const own = await readContext({
    ...{ folder, name, ignore },
    uses: stage.use.context,
    added: [
      ...renderStageFiles(kind, locks, { isGuest, probe, upgrade, nonce }),
      ...certificateFiles(workspace.certificates),
    ],
  });
  if (!isGuest) return own;
  const guest = await readGuest(request);
  return [...dropLists(own, kind), ...guest].sort(comparePaths);
}

/** A stage that looks for its own flavour's lists must not find them, and lock them for another. */
function dropLists(
  entries: readonly ContextEntry[],
  { name }: StagedKind,
): ContextEntry[] {
  const patterns = sourcePatterns[name].flatMap(
    (pattern) => parsePathPattern(pattern) ?? [],
  );
  return entries.filter(
    ({ path }) => !patterns.some((pattern) => selectsPath(pattern, path)),
  );
}

/** Only what the kind names; what a `.dockerignore` says is for the flavour's own build. */
async function readGuest({
  kind,
  work: { task, locks },
}: StageContextRequest): Promise<ContextEntry[]> {
  const { folder, path: name } = task.image.flavour;
  const sources = kind.stage.listSources(locks);
  const uses = [{ kind: 'mount', sources, line: 0 } as const];
  const entries = await readContext({ folder, name, uses });
  return entries.map((entry) => ({
    ...entry,
    from: join(folder, entry.path),
    path: posix.join(guestFolder, entry.path),
  }));
}
