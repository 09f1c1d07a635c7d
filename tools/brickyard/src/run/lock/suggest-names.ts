import { BrickyardError, isBrickyardError } from '../../errors';
import type { NearNames } from '../../lock/kind/lock-kind';
import { kindOf } from '../../lock/lock-table';
import { stageTable } from '../../lock/stage-table';
import { openLocks } from '../locks/list-locks';
import type { Services } from '../shell/services';
import type { LockWork } from './lock-resolver';
import { runStage, type Staged } from './run-stage';

export interface FailedStage extends Staged {
  work: LockWork;
  printed: readonly string[];
}

/** So many that are not known to be right. */
const mostVariants = 3;

/**
 * The same error; when it is about names that the index lacks, with names in its
 * hint that the index has. The index is asked in the stage, so with the logins,
 * certificates and mirrors of the resolver, and once for all lines of a run.
 */
export async function suggestNames(
  error: BrickyardError,
  failed: FailedStage,
  services: Services,
): Promise<BrickyardError> {
  const { kind, printed, work } = failed;
  const { suggest } = kind.stage;
  if (suggest === undefined) return error;
  const isElsewhere = (name: string) =>
    work.locks.some((lock) => suggest.isElsewhere?.(lock, name));
  const missing = suggest
    .listMissing(printed)
    .filter((name) => !isElsewhere(name));
  if (missing.length === 0) return error;
  const known = listKnown(work);
  const near = new Map(
    missing.map((name) => [name, suggest.listNear(name, known)]),
  );
  const asked = [...near.values()].flatMap((names) => [
    ...names.likely,
    ...names.variants,
  ]);
  const found = await work.share(`names ${asked.join(' ')}`, () =>
    askIndex(asked, failed, services),
  );
  const hints = [...near].flatMap(([name, names]) => {
    return renderHint(name, names, found) ?? [];
  });
  if (hints.length === 0) return error;
  const { code, message, problems } = error;
  const hint = hints.join('; ');
  return new BrickyardError(code, message, { hint, problems, cause: error });
}

/** Packages in locks of the workspace, of the kind. */
function listKnown({ workspace, all: images, task }: LockWork): string[] {
  const listLocks = openLocks({ images, workspace });
  return images
    .filter(({ runtime }) => runtime.name === task.image.runtime.name)
    .flatMap((image) => listLocks(image, task.line))
    .filter(({ kind }) => kind === task.kind)
    .flatMap((lock) => {
      const of = kindOf(lock);
      const names = of.listPackages(lock.text ?? '').map(({ name }) => name);
      const { suggest } = stageTable[lock.kind] ?? {};
      return names.filter((name) => !suggest?.isElsewhere?.(lock, name));
    });
}

/** Versions by name. Without an answer there is nothing to suggest. */
async function askIndex(
  probe: readonly string[],
  { kind, stage, work }: FailedStage,
  services: Services,
): Promise<ReadonlyMap<string, string>> {
  try {
    const run = { kind, stage, work, probe, onLine: () => undefined };
    const text = (await runStage(run, services)).get('found') ?? '';
    const pins = kind.listPackages(text);
    return new Map(pins.map(({ name, version }) => [name, version]));
  } catch (error) {
    if (isBrickyardError(error) && error.code !== 'INTERRUPTED')
      return new Map();
    throw error;
  }
}

function renderHint(
  name: string,
  { likely, variants }: NearNames,
  found: ReadonlyMap<string, string>,
): string | undefined {
  const there = (names: readonly string[]) =>
    names.filter((each) => found.has(each));
  const render = (each: string) => `${each} (${found.get(each)})`;
  const [meant] = there(likely);
  if (meant !== undefined)
    return `did you mean ${render(meant)}? The index has it, and no ${name}`;
  const others = there(variants).slice(0, mostVariants).map(render).join(', ');
  if (others === '') return undefined;
  return `the index has no ${name}, but ${others}: look whether that is what you mean`;
}
