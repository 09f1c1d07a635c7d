import { lockStage } from '../../lock/kind/lock-owner';
import { findLockKind } from '../../lock/lock-table';
import type { StagedKind } from '../../lock/stage-files';
import { stageTable } from '../../lock/stage-table';
import type { ResolvedImage } from '../../plan/resolve-image';
import { type BuildContext, buildFiles } from '../build/build-image';
import { trustCertificates } from '../build/trust-certificates';
import type { Services } from '../shell/services';
import { readSecrets, readSecretUses } from '../sources/read-secrets';
import type { LockWork } from './lock-resolver';
import { readStageContext } from './read-stage-context';

/** A task whose kind is resolved in a stage, and its stage. */
export interface Staged {
  kind: StagedKind;
  stage: ResolvedImage;
}

export interface StageRun extends Staged {
  work: LockWork;
  /** Names that the index is asked for in place of the locks. */
  probe?: readonly string[];
  /** Gets what the steps print. */
  onLine: (text: string) => void;
}

export function stagedKind(name: LockWork['task']['kind']): StagedKind {
  const stage = stageTable[name];
  if (stage === undefined)
    throw new Error(`${name} is not resolved in a stage`);
  return { ...findLockKind(name), stage };
}

/** Builds a stage `lock`, and hands over what it leaves in `/locks`, by file name. Rejects BUILD_FAILED. */
export async function runStage(
  run: StageRun,
  services: Services,
): Promise<ReadonlyMap<string, string>> {
  const { stage, work } = run;
  const { task, workspace, environment } = work;
  const { id } = task;
  const parents = await work.placeParents(stage);
  const context = await readStageContext(run);
  const own = { ...stage, id, context, parts: [], key: '' };
  const { secretIds, values } = readStageSecrets(run);
  const { use } = stage;
  const image = {
    ...own,
    use: { ...use, secretIds: [...new Set([...use.secretIds, ...secretIds])] },
  };
  const secrets = readSecrets([own], workspace.root, environment).get(id);
  const build: BuildContext = {
    ...parents,
    options: workspace.options,
    trust: trustCertificates(workspace.certificates),
    secrets: { ...secrets, ...values },
    mounts: { stage: lockStage, secretIds },
    credentials: work.credentials,
    reporter: stageReporter(run),
    signal: work.signal,
  };
  const found = { stage: lockStage, folder: '/locks' };
  return buildFiles(image, found, build, services);
}

/** What the locks need besides what the stage's own Dockerfile mounts. */
function readStageSecrets({ kind, work }: StageRun) {
  const { locks, workspace, environment } = work;
  const uses = kind.stage.listSecrets?.(locks) ?? [];
  return {
    secretIds: [...new Set(uses.map(({ id }) => id))],
    values: readSecretUses(uses, workspace.root, environment),
  };
}

/** A line of the resolver matters when it fails, and then its error has it. */
function stageReporter({ work, onLine }: StageRun): BuildContext['reporter'] {
  const { reporter, environment } = work;
  const isVerbose = environment['NX_VERBOSE_LOGGING'] === 'true';
  return {
    ...reporter,
    line: (of, text) => {
      onLine(text);
      if (isVerbose) reporter.line(of, text);
      else reporter.status(of, text);
    },
  };
}
