import { BrickyardError, isBrickyardError } from '../../errors';
import type { Lock } from '../../lock/kind/lock';
import { lockStage } from '../../lock/kind/lock-owner';
import { findLockKind } from '../../lock/lock-table';
import type { StagedKind } from '../../lock/stage-files';
import type { ResolvedImage } from '../../plan/resolve-image';
import { type BuildContext, buildUnnamed } from '../build/build-image';
import { trustCertificates } from '../build/trust-certificates';
import type { Services } from '../shell/services';
import { readSecrets } from '../sources/read-secrets';
import type { LockWork } from './lock-resolver';
import { readStageContext } from './read-stage-context';

/** What a task's kind and stage are, now that both are known to be there. */
interface Staged {
  kind: StagedKind;
  stage: ResolvedImage;
}

/**
 * Resolves locks in the stage `lock` of the flavour, or of an image that it uses.
 * Rejects LOCK_CONFLICT, LOCK_FAILED, BUILD_FAILED.
 */
export async function resolveInStage(
  work: LockWork,
  services: Services,
): Promise<string[]> {
  const staged = requireStage(work);
  const image = await buildStage(staged, work, services);
  try {
    const { signal } = work;
    const { engine } = services;
    const found = await engine.readFolder({ image, folder: '/locks', signal });
    return work.locks.map((lock) => findResult(lock, found, staged));
  } finally {
    await services.engine.removeImage(image);
  }
}

function requireStage({
  task: { kind: name, image, stage },
}: LockWork): Staged {
  const kind = findLockKind(name);
  if (kind.stage === undefined)
    throw new Error(`${name} is not resolved in a stage`);
  if (stage !== undefined)
    return { kind: { ...kind, stage: kind.stage }, stage };
  throw new BrickyardError(
    'LOCK_FAILED',
    `${image.flavour.path}/Dockerfile: neither it nor an image that it uses has a stage named ${lockStage} to resolve its locks in`,
    {
      hint: 'mount the toolbox in a step, as packages/python/Dockerfile does, or add such a stage',
    },
  );
}

async function buildStage(
  { kind, stage }: Staged,
  work: LockWork,
  services: Services,
): Promise<string> {
  const { task, locks, workspace, reporter, environment } = work;
  const { id } = task;
  const parents = await work.placeParents(stage);
  const context = await readStageContext({ kind, stage, work });
  const image = { ...stage, id, context, parts: [], key: '' };
  const secrets = readSecrets([image], workspace.root, environment);
  const printed: string[] = [];
  const isVerbose = environment['NX_VERBOSE_LOGGING'] === 'true';
  const names = locks.flatMap(({ sources }) => sources).join(', ');
  reporter.status(id, `resolving ${names}`);
  const build: BuildContext = {
    ...parents,
    options: workspace.options,
    trust: trustCertificates(workspace.certificates),
    secrets: secrets.get(id) ?? {},
    credentials: work.credentials,
    reporter: {
      ...reporter,
      // A line of the resolver matters when it fails, and then its error has it.
      line: (of, text) => {
        printed.push(text);
        if (isVerbose) reporter.line(of, text);
        else reporter.status(of, text);
      },
    },
    signal: work.signal,
  };
  try {
    return await buildUnnamed(image, build, services);
  } catch (error) {
    if (!isBrickyardError(error) || error.code !== 'BUILD_FAILED') throw error;
    throw kind.stage.explainFailure(locks, printed, error) ?? error;
  }
}

function findResult(
  lock: Lock,
  found: ReadonlyMap<string, string>,
  { kind, stage }: Staged,
): string {
  const { flavour, sources } = lock;
  const file = kind.stage.resultOf(lock);
  const text = found.get(file);
  if (text !== undefined) return text;
  throw new BrickyardError(
    'LOCK_FAILED',
    `${stage.flavour.path}/Dockerfile: the stage ${lockStage} leaves no /locks/${file}`,
    {
      hint: `let it resolve ${flavour.path}/${sources.join(', ')} into that file`,
    },
  );
}
