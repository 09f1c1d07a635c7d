import { homedir } from 'node:os';

import { cacheFolder, FactsCache } from '../../cran/facts-cache';
import {
  listRepositories,
  type OwnRepository,
} from '../../cran/list-repositories';
import type { RRepository } from '../../cran/r-repository';
import { rUserAgent } from '../../cran/r-user-agent';
import { RepositoryClient } from '../../cran/repository-client';
import { resolvePackages } from '../../cran/resolve-packages';
import { BrickyardError, problemsError } from '../../errors';
import { findLockKind } from '../../lock/lock-table';
import type { LockedRPackage } from '../../lock/r/locked-r-package';
import type { RLock } from '../../lock/r/r-lock';
import { listRPackages, renderRLock } from '../../lock/r/r-lock-text';
import { chooseBioconductor } from '../../runtime/bioconductor';
import { readSecretUses } from '../sources/read-secrets';
import type { LockWork } from './lock-resolver';

const GITHUB = 'https://github.com';

/** What is wrong with a flavour's R lists, and with what the line says of its R. */
export function checkRLists({ locks }: Pick<LockWork, 'locks'>): void {
  for (const { problems, line } of locks as readonly RLock[]) {
    if (problems.length > 0)
      throw problemsError('R_PACKAGES_INVALID', problems);
    if (line.r !== undefined && line.codename !== undefined) continue;
    const lacks = line.r === undefined ? 'r' : 'codename';
    throw new BrickyardError(
      'LOCK_FAILED',
      `the runtime line ${line.name} has no ${lacks}, which decides about R packages`,
      { hint: 'add it to the line’s own JSON file, as 17.3-LTS has it' },
    );
  }
}

/**
 * Resolves R locks over HTTP, without an engine. Rejects LOCK_UNAVAILABLE where
 * nobody has the line's packages, LOCK_FAILED and LOCK_CONFLICT with the lines that
 * are to blame.
 */
export async function resolveR(work: LockWork): Promise<string[]> {
  const texts: string[] = [];
  for (const lock of work.locks as readonly RLock[])
    texts.push(await resolveLock(lock, work));
  return texts;
}

async function resolveLock(lock: RLock, work: LockWork): Promise<string> {
  const { line, requests, below } = lock;
  const { options } = work.workspace;
  const own = listOwn(lock, work);
  const repositories = listRepositories(line, own, options.mirrors);
  const github = options.mirrors.github?.replace(/\/+$/, '') ?? GITHUB;
  const r = line.r?.version ?? '';
  const source = openClient({ lock, work, repositories, github });
  const upgrade = work.upgrade ?? false;
  const { asked, kept } = listPrevious(lock, upgrade);
  const input = { asked: requests, r, repositories, below, previous: asked };
  const packages = await resolvePackages(input, source);
  refuseAltered(packages, kept, lock);
  return renderRLock(
    {
      day: line.r?.cranSnapshot ?? '',
      release: chooseBioconductor(line),
      own: Object.entries(lock.repositories).map(([name, { url, secret }]) => ({
        ...{ name, url, secret },
      })),
    },
    packages,
    // What images below have may move, and what is on top of it with that.
    upgrade || below.size > 0 ? undefined : lock.text,
  );
}

function openClient({
  lock,
  work,
  repositories,
  github,
}: {
  lock: RLock;
  work: LockWork;
  repositories: readonly RRepository[];
  github: string;
}): RepositoryClient {
  const { environment, workspace, reporter, task } = work;
  const plain = [...repositories.map(({ url }) => url), github]
    .map((address) => new URL(address))
    .filter(({ protocol }) => protocol === 'http:');
  return new RepositoryClient({
    cache: new FactsCache(cacheFolder(environment, homedir())),
    userAgent: rUserAgent(lock.line.r?.version ?? ''),
    github,
    plainHosts: plain.map(({ host }) => host),
    env: environment,
    certificates: workspace.certificates,
    signal: work.signal,
    onDownload: (name) => reporter.status(task.id, `downloading ${name}`),
  });
}

/** With passwords, as a build has them. */
function listOwn({ repositories }: RLock, work: LockWork): OwnRepository[] {
  const { task, workspace, environment } = work;
  const { flavour } = task.image;
  const uses = Object.values(repositories).flatMap(({ secret: id }) =>
    id === undefined ? [] : [{ id, flavour }],
  );
  const secrets = readSecretUses(uses, workspace.root, environment);
  return Object.entries(repositories).map(
    ([name, { url, packages, secret }]) => ({
      name,
      url: secret === undefined ? url : withSecret(url, secrets[secret]),
      packages,
    }),
  );
}

/** `user:password`, or the whole address, as install-r-packages reads it. */
function withSecret(url: string, secret: Uint8Array = Buffer.alloc(0)): string {
  const text = Buffer.from(secret).toString();
  const value = text.trim().split(/\r?\n/)[0] ?? '';
  if (value.includes('://')) return value;
  const [user = '', ...rest] = value.split(':');
  const pair = [user, rest.join(':')].map(encodeURIComponent).join(':');
  return url.replace('://', `://${pair}@`);
}

/** `asked`: versions to keep where a repository has newer ones; `kept`: files that should be the same. */
function listPrevious(lock: RLock, upgrade: boolean) {
  const { text = '' } = lock;
  const none = new Map<string, LockedRPackage>();
  if (upgrade) return { asked: none, kept: none };
  const all = new Map(listRPackages(text).map((each) => [each.name, each]));
  const head = `# ${findLockKind('r').describeResolver(lock)}\n`;
  const isSamePlace =
    text.includes(head) &&
    text.includes(`# cran ${lock.line.r?.cranSnapshot}\n`);
  return { asked: all, kept: isSamePlace ? all : none };
}

function refuseAltered(
  packages: readonly LockedRPackage[],
  kept: ReadonlyMap<string, LockedRPackage>,
  { flavour, path }: RLock,
): void {
  const altered = packages.filter((each) => {
    const before = kept.get(each.name);
    return (
      before !== undefined &&
      before.file === each.file &&
      before.repository === each.repository &&
      before.hash !== each.hash
    );
  });
  if (altered.length === 0) return;
  const place = { file: `${flavour.path}/${path}` };
  throw problemsError(
    'LOCK_FAILED',
    altered.map(({ name, version, repository, hash }) => ({
      place,
      message: `${name} ${version}: ${repository} serves another file than the one that is locked: ${hash} now, ${kept.get(name)?.hash} before`,
    })),
    `if that is right: npx nx lock ${flavour.name} --upgrade`,
  );
}
