import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { readContext } from '../../context/read-context';
import {
  BrickyardError,
  isBrickyardError,
  problemsError,
  renderPlace,
} from '../../errors';
import { explainLockFailure } from '../../lock/explain-failure';
import { listPins } from '../../lock/list-pins';
import { fullPath, type Lock } from '../../lock/lock';
import { lockContextFiles } from '../../lock/lock-context';
import { lockStage } from '../../lock/lock-paths';
import { renderLock } from '../../lock/lock-text';
import type { ResolvedImage } from '../../plan/resolve-image';
import { certificateFiles } from '../../workspace/certificate-files';
import { type BuildContext, buildUnnamed } from '../build/build-image';
import { trustCertificates } from '../build/trust-certificates';
import { listLocks } from '../locks/list-locks';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { readSecrets } from '../sources/read-secrets';
import type { ParentImages } from './lock-parents';
import type { LockRequest, LockTask } from './lock-request';

/** How one lock ended. */
export interface LockedFile {
  /** `packages/python/locks/17.3-LTS.txt` */
  path: string;
  state: 'new' | 'changed' | 'unchanged';
  packages: number;
}

export interface LockLineRequest extends LockRequest {
  all: readonly ResolvedImage[];
  parents: ParentImages;
  reporter: Reporter;
}

/**
 * Resolves a flavour's requirements for one line in its stage `lock`, and
 * writes what differs. Rejects REQUIREMENTS_INVALID, LOCK_CONFLICT, LOCK_FAILED.
 */
export async function lockLine(
  task: LockTask,
  request: LockLineRequest,
  services: Services,
): Promise<LockedFile[]> {
  const { workspace, all: images } = request;
  const locks = listLocks(task.image, task.line, { images, workspace });
  await checkRequirements(task, locks, services);
  const image = await buildStage(task, locks, request, services);
  try {
    const texts: string[] = [];
    for (const lock of locks)
      texts.push(await readResolved(image, lock, request, services));
    // All or nothing: two locks of one line belong together.
    return locks.map((lock, index) =>
      writeLock(lock, texts[index] ?? '', workspace.root),
    );
  } finally {
    await services.engine.removeImage(image);
  }
}

async function checkRequirements(
  { image }: LockTask,
  locks: readonly Lock[],
  { now, warn }: Services,
): Promise<void> {
  // Loaded late, as its parsers are not needed to say that nothing is stale.
  const { checkRequirementFiles } =
    await import('../sources/check-requirement-files');
  const lines = locks.slice(0, 1).map(({ line }) => line);
  const { problems, warnings } = checkRequirementFiles(
    image.flavour,
    lines,
    now,
  );
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
  for (const { place, message } of warnings)
    warn(`${renderPlace(place)}: ${message}`);
}

async function buildStage(
  { id, stage }: LockTask,
  locks: readonly Lock[],
  request: LockLineRequest,
  services: Services,
): Promise<string> {
  const { workspace, parents, reporter, upgrade = false, nonce } = request;
  const { folder, path: name, ignore } = stage.flavour;
  const context = await readContext({
    folder,
    name,
    ignore,
    uses: stage.use.context,
    isThrownAway: true,
    added: [
      ...lockContextFiles(locks, { upgrade, nonce }),
      ...certificateFiles(workspace.certificates),
    ],
  });
  const image = { ...stage, id, context, parts: [], key: '' };
  const secrets = readSecrets([image], workspace.root, request.environment);
  const printed: string[] = [];
  const isVerbose = request.environment['NX_VERBOSE_LOGGING'] === 'true';
  const names = locks.map(({ requirements }) => requirements).join(', ');
  reporter.line(id, `resolving ${names}`);
  const build: BuildContext = {
    ...parents,
    options: workspace.options,
    trust: trustCertificates(workspace.certificates),
    secrets: secrets.get(id) ?? {},
    credentials: request.credentials,
    reporter: {
      ...reporter,
      // A line of uv matters when it fails, and then its error has it.
      line: (of, text) => {
        printed.push(text);
        if (isVerbose) reporter.line(of, text);
        else reporter.status(of, text);
      },
    },
    signal: request.signal,
  };
  try {
    return await buildUnnamed(image, build, services);
  } catch (error) {
    if (!isBrickyardError(error) || error.code !== 'BUILD_FAILED') throw error;
    throw explainLockFailure(locks, printed, error) ?? error;
  }
}

async function readResolved(
  image: string,
  { requirements, flavour }: Lock,
  { signal }: LockLineRequest,
  { engine }: Services,
): Promise<string> {
  const file = `/locks/${requirements}`;
  const command = ['cat', file];
  const result = await engine.runContainer({ image, command, signal });
  if (result.exitCode === 0) return result.stdout;
  throw new BrickyardError(
    'LOCK_FAILED',
    `${flavour.path}/Dockerfile: the stage ${lockStage} leaves no ${file}: ${result.stderr.trim()}`,
    { hint: `let it resolve ${flavour.path}/${requirements} into that file` },
  );
}

function writeLock(lock: Lock, resolved: string, root: string): LockedFile {
  const text = renderLock(lock, resolved);
  const path = fullPath(lock);
  const packages = listPins(text).length;
  if (text === lock.text) return { path, state: 'unchanged', packages };
  const file = join(root, path);
  const state = existsSync(file) ? 'changed' : 'new';
  mkdirSync(dirname(file), { recursive: true });
  // A reader meets the old lock or the new one, never half of it.
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
  return { path, state, packages };
}
