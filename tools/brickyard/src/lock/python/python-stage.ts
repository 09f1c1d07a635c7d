import type { StageWork } from '../kind/lock-kind';
import { explainLockFailure, listMissingNames } from './explain-failure';
import { keepHashes } from './keep-hashes';
import { listYanked } from './list-yanked';
import { lockContextFiles, parentsFolder } from './lock-context';
import { listNearNames } from './near-names';
import { findOwner } from './package-origins';
import type { PythonLock } from './python-lock';
import { renderOrigins } from './render-python-lock';

/** What `lock-python` of the toolbox is given, and what it leaves. */
export const pythonStage: StageWork<PythonLock> = {
  listSources: (locks) => {
    const files = locks.flatMap((lock) => [...lock.files, ...lock.local.files]);
    return [...new Set(files.map(({ path }) => path))];
  },
  listFromBelow: (locks) => {
    const ancestors = locks.flatMap((lock) => [...lock.ancestors.entries()]);
    return ancestors.map(([index, { flavour, folder, local }]) => ({
      ...{ folder, name: flavour.path },
      sources: local.files.map(({ path }) => path),
      at: parentsFolder(index, flavour.name),
    }));
  },
  listSecrets: (locks) => {
    const indexes = locks.flatMap(({ origins }) => origins.indexes);
    return indexes.flatMap(({ secret, flavour }) =>
      secret === undefined ? [] : [{ id: secret, flavour }],
    );
  },
  renderFiles: lockContextFiles,
  resultOf: ({ requirements }) => requirements,
  renderResult,
  listWarnings: listYanked,
  explainFailure: explainLockFailure,
  suggest: {
    listMissing: listMissingNames,
    isElsewhere: ({ origins }, name) => findOwner(origins, name) !== undefined,
    listNear: listNearNames,
  },
};

function renderResult(lock: PythonLock, resolved: string): string {
  const { origins, local, ancestors } = lock;
  const below = ancestors.map(({ flavour: { name } }, index) => {
    return { folder: parentsFolder(index, name), name };
  });
  const kept = keepHashes(lock, resolved);
  const text = renderOrigins(kept, { ...origins, local, below });
  return namePlaces(lock, text);
}

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
