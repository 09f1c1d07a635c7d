import { posix } from 'node:path';

import { renderForResolver } from '../../requirements/render-for-resolver';
import type { AddedFile } from '../../runtime/context-files';
import type { LockSettings } from '../kind/lock-kind';
import { addedFolder, includedPath } from './include-line';
import { constraintsOf, pythonPlatform } from './lock-inputs';
import { mergeSeeds } from './merge-seeds';
import type { PythonAncestor, PythonLock } from './python-lock';
import { isMain } from './python-paths';

const folder = `${addedFolder}lock`;

/**
 * What a `lock` stage gets beside the requirements of one line; the toolbox's
 * script `lock-requirements` explains each file.
 */
export function lockContextFiles(
  locks: readonly PythonLock[],
  settings: LockSettings,
): AddedFile[] {
  const main = locks.find(({ requirements }) => isMain(requirements));
  const [any] = locks;
  if (any === undefined) return [];
  const constraints = constraintsOf(any.line);
  return [
    { path: constraints.path, content: constraints.text },
    { path: `${folder}/settings.sh`, content: renderSettings(any, settings) },
    ...locks.flatMap(ownFiles),
    ...(main?.ancestors ?? []).flatMap(parentFiles),
    ...locks.flatMap(seedFile),
  ];
}

function renderSettings(
  { line }: PythonLock,
  { upgrade }: LockSettings,
): string {
  const compiles = (line.python.buildPackages ?? []).length > 0;
  const values = {
    PYTHON_VERSION: line.python.version,
    PYTHON_PLATFORM: pythonPlatform(line),
    NO_BUILD: compiles ? '' : '1',
    UPGRADE: upgrade ? '1' : '',
  };
  const lines = Object.entries(values).map(
    ([name, value]) => `${name}='${value}'\n`,
  );
  return lines.join('');
}

/** In the place of those on disk, which uv may read in another way than pip. */
function ownFiles({ files }: PythonLock): AddedFile[] {
  return files.map(({ path, text }) => ({
    path,
    content: renderForResolver(text),
  }));
}

/** `.brickyard/lock/parents/1-python`: where an ancestor's files are in the build. */
export function parentsFolder(index: number, flavour: string): string {
  return `${folder}/parents/${index + 1}-${flavour}`;
}

/** One file that the script takes, beside a folder with what it includes. */
function parentFiles(
  { flavour, files }: PythonAncestor,
  index: number,
): AddedFile[] {
  const at = parentsFolder(index, flavour.name);
  const [first] = files;
  if (first === undefined) return [];
  const entry = `-r ${posix.basename(at)}/${first.path}\n`;
  return [
    { path: `${at}.txt`, content: entry },
    ...files.map(({ path, text }) => ({
      path: `${at}/${path}`,
      content: withoutAdded(text),
    })),
  ];
}

/** The line's constraints apply anyway, and are not in this folder. */
function withoutAdded(text: string): string {
  const lines = renderForResolver(text)
    .split('\n')
    .map((line) => {
      return includedPath(line.trim())?.startsWith(addedFolder) ? '' : line;
    });
  return lines.join('\n');
}

function seedFile({ requirements, parentText, text }: PythonLock): AddedFile[] {
  const content = mergeSeeds(parentText, text);
  if (content === '') return [];
  return [{ path: `${folder}/seed/${requirements}`, content }];
}
