import type { StageWork } from '../kind/lock-kind';
import { explainLockFailure } from './explain-failure';
import { keepHashes } from './keep-hashes';
import { listYanked } from './list-yanked';
import { lockContextFiles, parentsFolder } from './lock-context';
import type { PythonLock } from './python-lock';

/** What `lock-python` of the toolbox is given, and what it leaves. */
export const pythonStage: StageWork<PythonLock> = {
  listSources: (locks) => {
    const files = locks.flatMap((lock) => lock.files);
    return [...new Set(files.map(({ path }) => path))];
  },
  renderFiles: lockContextFiles,
  resultOf: ({ requirements }) => requirements,
  renderResult: (lock, resolved) =>
    keepHashes(lock, namePlaces(lock, resolved)),
  listWarnings: listYanked,
  explainFailure: explainLockFailure,
};

/** `# via -r …`: files as they are called in the repository. */
function namePlaces({ ancestors }: PythonLock, resolved: string): string {
  let text = resolved;
  for (const [index, { flavour }] of ancestors.entries())
    text = text.replaceAll(
      `${parentsFolder(index, flavour.name)}/`,
      `${flavour.path}/`,
    );
  return text;
}
