import type { StageWork } from '../kind/lock-kind';
import { explainLockFailure, listMissingNames } from './explain-failure';
import { lockContextFiles, parentsFolder } from './lock-context';
import { listNearNames } from './near-names';
import type { PythonLock } from './python-lock';

/** What `lock-python` of the toolbox is given, and what it leaves. */
export const pythonStage: StageWork<PythonLock> = {
  listSources: (locks) => {
    const files = locks.flatMap((lock) => lock.files);
    return [...new Set(files.map(({ path }) => path))];
  },
  renderFiles: lockContextFiles,
  resultOf: ({ requirements }) => requirements,
  renderResult: namePlaces,
  explainFailure: explainLockFailure,
  suggest: { listMissing: listMissingNames, listNear: listNearNames },
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
