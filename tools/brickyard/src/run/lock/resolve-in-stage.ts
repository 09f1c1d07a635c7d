import { BrickyardError, isBrickyardError, renderPlace } from '../../errors';
import type { Lock } from '../../lock/kind/lock';
import { lockStage } from '../../lock/kind/lock-owner';
import { findLockKind } from '../../lock/lock-table';
import type { StagedKind } from '../../lock/stage-files';
import type { ResolvedImage } from '../../plan/resolve-image';
import { type BuildContext, buildUnnamed } from '../build/build-image';
import { trustCertificates } from '../build/trust-certificates';
import type { Services } from '../shell/services';
import { readSecrets, readSecretUses } from '../sources/read-secrets';
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
    const texts: string[] = [];
    for (const lock of work.locks)
      texts.push(
        await readResult(image, lock, { ...work, ...staged }, services),
      );
    return texts;
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
  const uses = kind.stage.listSecrets?.(locks) ?? [];
  const mounted = [...new Set(uses.map((use) => use.id))];
  const image = {
    ...{ ...stage, id, context, parts: [], key: '' },
    use: {
      ...stage.use,
      secretIds: [...new Set([...stage.use.secretIds, ...mounted])],
    },
  };
  const { root } = workspace;
  const secrets = {
    ...readSecrets([{ ...image, use: stage.use }], root, environment).get(id),
    ...readSecretUses(uses, root, environment),
  };
  const printed: string[] = [];
  const isVerbose = environment['NX_VERBOSE_LOGGING'] === 'true';
  const names = locks.flatMap(({ sources }) => sources).join(', ');
  reporter.line(id, `resolving ${names}`);
  const build: BuildContext = {
    ...parents,
    options: workspace.options,
    trust: trustCertificates(workspace.certificates),
    secrets,
    mounts: { stage: lockStage, secretIds: mounted },
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
    const built = await buildUnnamed(image, build, services);
    for (const { place, message } of kind.stage.listWarnings?.(
      locks,
      printed,
    ) ?? [])
      services.warn(`${renderPlace(place)}: ${message}`);
    return built;
  } catch (error) {
    if (!isBrickyardError(error) || error.code !== 'BUILD_FAILED') throw error;
    throw kind.stage.explainFailure(locks, printed, error) ?? error;
  }
}

async function readResult(
  image: string,
  lock: Lock,
  { kind, stage, signal }: Staged & Pick<LockWork, 'signal'>,
  { engine }: Services,
): Promise<string> {
  const { flavour, sources } = lock;
  const file = `/locks/${kind.stage.resultOf(lock)}`;
  const command = ['cat', file];
  const result = await engine.runContainer({ image, command, signal });
  if (result.exitCode === 0) return result.stdout;
  throw new BrickyardError(
    'LOCK_FAILED',
    `${stage.flavour.path}/Dockerfile: the stage ${lockStage} leaves no ${file}: ${result.stderr.trim()}`,
    {
      hint: `let it resolve ${flavour.path}/${sources.join(', ')} into that file`,
    },
  );
}
