import { isBrickyardError } from '../../errors';
import { Git, type GitPlace } from '../../git/git';
import { imagesLockFile } from '../../workspace/images-lock';

/** Since when files that are locked are as they are, as git knows it. */
export interface LockDates {
  /** ISO 8601: the last commit that changed a file; `undefined` for one that is not committed as it is. */
  ofFile: (path: string) => string | undefined;
  /** ISO 8601, since when images.lock.json has the digest of a base: `ubuntu:24.04`. */
  ofBase: (name: string) => string | undefined;
  /** Why no date is known. */
  fault?: string;
}

/** A long history must not be waited for. */
const limit = 1500;

/** `paths` are folders or files below the workspace's folder. Nothing is thrown. */
export async function readLockDates(
  place: GitPlace,
  paths: readonly string[],
): Promise<LockDates> {
  const signal = AbortSignal.timeout(limit);
  const git = new Git({ ...place, signal });
  try {
    const shallow = ['rev-parse', '--is-shallow-repository'];
    const [isShallow, log, changed, blame] = await Promise.all([
      git.text(shallow),
      git.text([...logCall, '--', ...paths]),
      git.text(['diff', '--relative', '--name-only', 'HEAD', '--', ...paths]),
      git.run(['blame', '--line-porcelain', '--', imagesLockFile]),
    ]);
    if (isShallow === 'true')
      return noDates('the clone is shallow: git does not know since when');
    const dates = parseLog(log);
    const differing = new Set(changed.split('\n'));
    const bases = parseBlame(blame.code === 0 ? blame.out : '');
    return {
      ofFile: (path) => (differing.has(path) ? undefined : dates.get(path)),
      ofBase: (name) => bases.get(name),
    };
  } catch (error) {
    if (signal.aborted) return noDates('git took too long to tell since when');
    if (!isBrickyardError(error)) throw error;
    return noDates('git does not know since when: this is no clone');
  }
}

const logCall = [
  '-c',
  'core.quotePath=false',
  ...['log', '--relative', '--no-renames', '--name-only', '--format=%x00%cI'],
];

function noDates(fault: string): LockDates {
  return { ofFile: () => undefined, ofBase: () => undefined, fault };
}

/** The newest commit comes first. */
function parseLog(log: string): Map<string, string> {
  const dates = new Map<string, string>();
  for (const commit of log.split('\0')) {
    const [date = '', ...files] = commit.split('\n').filter(Boolean);
    for (const file of files) if (!dates.has(file)) dates.set(file, date);
  }
  return dates;
}

/** `git blame --line-porcelain` of a JSON object with an entry on each line. */
function parseBlame(blame: string): Map<string, string> {
  const dates = new Map<string, string>();
  let date = '';
  for (const line of blame.split('\n')) {
    const [, seconds] = /^committer-time (\d+)$/.exec(line) ?? [];
    if (seconds !== undefined)
      date = new Date(Number(seconds) * 1000).toISOString();
    const [, name] = /^\t *"([^"]+)":/.exec(line) ?? [];
    if (name !== undefined) dates.set(name, date);
  }
  return dates;
}
