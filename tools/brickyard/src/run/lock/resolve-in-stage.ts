import { BrickyardError, isBrickyardError, renderPlace } from '../../errors';
import type { Lock } from '../../lock/kind/lock';
import { lockStage } from '../../lock/kind/lock-owner';
import type { Services } from '../shell/services';
import type { LockWork } from './lock-resolver';
import { runStage, type Staged, stagedKind } from './run-stage';
import { suggestNames } from './suggest-names';

/**
 * Resolves locks in the stage `lock` of the flavour, or of an image that it uses.
 * Rejects LOCK_CONFLICT, LOCK_FAILED, BUILD_FAILED.
 */
export async function resolveInStage(
  work: LockWork,
  services: Services,
): Promise<string[]> {
  const staged = requireStage(work);
  const { task, locks, reporter } = work;
  const printed: string[] = [];
  const onLine = (text: string) => void printed.push(text);
  const names = locks.flatMap(({ sources }) => sources).join(', ');
  reporter.status(task.id, `resolving ${names}`);
  try {
    const found = await runStage({ ...staged, work, onLine }, services);
    warnOf(staged, { locks, printed }, services);
    return locks.map((lock) => findResult(lock, found, staged));
  } catch (error) {
    if (!isBrickyardError(error) || error.code !== 'BUILD_FAILED') throw error;
    const explained = staged.kind.stage.explainFailure(locks, printed, error);
    if (explained === undefined) throw error;
    throw await suggestNames(explained, { ...staged, work, printed }, services);
  }
}

function warnOf(
  { kind }: Staged,
  { locks, printed }: { locks: readonly Lock[]; printed: readonly string[] },
  { warn }: Services,
): void {
  const warnings = kind.stage.listWarnings?.(locks, printed) ?? [];
  for (const { place, message } of warnings)
    warn(`${renderPlace(place)}: ${message}`);
}

function requireStage({ task }: LockWork): Staged {
  const { kind, image, stage } = task;
  if (stage !== undefined) return { kind: stagedKind(kind), stage };
  throw new BrickyardError(
    'LOCK_FAILED',
    `${image.flavour.path}/Dockerfile: neither it nor an image that it uses has a stage named ${lockStage} to resolve its locks in`,
    {
      hint: 'mount the toolbox in a step, as packages/python/Dockerfile does, or add such a stage',
    },
  );
}

function findResult(
  lock: Lock,
  found: ReadonlyMap<string, string>,
  { kind, stage }: Staged,
): string {
  const { flavour, sources } = lock;
  const file = kind.stage.resultOf(lock);
  const text = found.get(file);
  if (text !== undefined) return kind.stage.renderResult(lock, text);
  throw new BrickyardError(
    'LOCK_FAILED',
    `${stage.flavour.path}/Dockerfile: the stage ${lockStage} leaves no /locks/${file}`,
    {
      hint: `let it resolve ${flavour.path}/${sources.join(', ')} into that file`,
    },
  );
}
