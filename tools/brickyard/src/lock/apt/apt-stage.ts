import type { AddedFile } from '../../runtime/context-files';
import type { LockSettings, StageWork } from '../kind/lock-kind';
import type { AptLock } from './apt-lock';
import { explainAptFailure } from './explain-apt-failure';

const folder = '.brickyard/lock/apt';

/** What `lock-apt` of the toolbox is given, and what it leaves; its head explains each file. */
export const aptStage: StageWork<AptLock> = {
  listSources: (locks) => locks.flatMap(({ sources }) => sources),
  renderFiles: (locks, settings) =>
    locks.flatMap((lock) => renderFiles(lock, settings)),
  resultOf: () => 'apt.txt',
  renderResult: (_, resolved) => resolved,
  explainFailure: explainAptFailure,
};

function renderFiles(lock: AptLock, { upgrade }: LockSettings): AddedFile[] {
  const { variables, archives, ancestors, included, text } = lock;
  const bases = ancestors.filter(({ isBase }) => isBase).reverse();
  return [
    ...included,
    { path: `${folder}/settings.sh`, content: renderSettings(variables) },
    {
      path: `${folder}/sources.txt`,
      content: archives
        .map(({ name, source, key, fingerprint }) => {
          return `${name} ${key} ${fingerprint} ${source}\n`;
        })
        .join(''),
    },
    ...bases.map(({ flavour, text: below = '' }, index) => {
      const path = `${folder}/parents/${index + 1}-${flavour.name}`;
      return { path, content: below };
    }),
    ...(text === undefined || upgrade
      ? []
      : [{ path: `${folder}/seed.txt`, content: text }]),
  ].map((file) =>
    'text' in file ? { path: file.path, content: file.text } : file,
  );
}

function renderSettings(variables: AptLock['variables']): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join('');
}
