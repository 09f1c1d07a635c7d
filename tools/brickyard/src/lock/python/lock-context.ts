import { posix } from 'node:path';

import { renderForResolver } from '../../requirements/render-for-resolver';
import type { AddedFile } from '../../runtime/context-files';
import type { LockSettings } from '../kind/lock-kind';
import { addedFolder, includedPath } from './include-line';
import { listLinkFolders } from './local-files';
import { constraintsOf, pythonPlatform } from './lock-inputs';
import { mergeSeeds } from './merge-seeds';
import { placeLocalFiles } from './place-local-files';
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
    ...indexFile(any),
    ...(main?.ancestors ?? []).flatMap(parentFiles),
    ...locks.flatMap(ownFiles),
    ...locks.flatMap(seedFile),
    ...(settings.upgrade ? [] : locks.flatMap(buildSeedFile)),
  ];
}

function renderSettings(
  { line, origins, local, ancestors }: PythonLock,
  { upgrade }: LockSettings,
): string {
  const compiles = (line.python.buildPackages ?? []).length > 0;
  const hasFolders = [local, ...ancestors.map((below) => below.local)].some(
    (files) => listLinkFolders(files).length > 0,
  );
  const builds = origins.builds.join(' ');
  const values = {
    PYTHON_VERSION: line.python.version,
    PYTHON_PLATFORM: pythonPlatform(line),
    NO_BUILD: compiles ? '' : '1',
    UPGRADE: upgrade ? '1' : '',
    ...(builds !== '' && { BUILD_FROM_SOURCE: builds }),
    ...(hasFolders && { ANNOTATE_INDEX: '1' }),
  };
  const lines = Object.entries(values).map(
    ([name, value]) => `${name}='${value}'\n`,
  );
  return lines.join('');
}

/** In the place of those on disk, which uv may read in another way than pip. */
function ownFiles({ files, local }: PythonLock): AddedFile[] {
  return files.map((file) => ({
    path: file.path,
    content: renderForResolver(placeLocalFiles(file, local)),
  }));
}

/** `.brickyard/lock/parents/1-python`: where an ancestor's files are in the build. */
export function parentsFolder(index: number, flavour: string): string {
  return `${folder}/parents/${index + 1}-${flavour}`;
}

/** One file that the script takes, beside a folder with what it includes. */
function parentFiles(
  { flavour, files, local }: PythonAncestor,
  index: number,
): AddedFile[] {
  const at = parentsFolder(index, flavour.name);
  const [first] = files;
  if (first === undefined) return [];
  const entry = `-r ${posix.basename(at)}/${first.path}\n`;
  return [
    { path: `${at}.txt`, content: entry },
    ...files.map((file) => ({
      path: `${at}/${file.path}`,
      content: withoutAdded(placeLocalFiles(file, local, at)),
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

/** Which packages have an index of their own, as `named-indexes` reads it. */
function indexFile({ origins: { indexes } }: PythonLock): AddedFile[] {
  if (indexes.length === 0) return [];
  const lines = indexes.flatMap(({ name, url, secret, packages }) => [
    ['# index', name, url, secret ?? ''].join(' ').trimEnd(),
    ...packages.map((each) => `${each}\n    # from ${name}`),
  ]);
  return [{ path: `${folder}/indexes.txt`, content: `${lines.join('\n')}\n` }];
}

/** What built packages before; the tools of the runtime come with its pins. */
function buildSeedFile({ requirements, text = '' }: PythonLock): AddedFile[] {
  const pins = [...text.matchAll(/^# build ([a-z0-9][^ ]*==[^ ]*)/gim)]
    .map(([, pin = '']) => pin)
    .filter((pin) => !/^(?:setuptools|wheel)==/.test(pin));
  if (pins.length === 0) return [];
  const content = pins.map((pin) => `${pin}\n`).join('');
  return [{ path: `${folder}/build/${requirements}`, content }];
}

function seedFile({ requirements, parentText, text }: PythonLock): AddedFile[] {
  const content = mergeSeeds(parentText, text);
  if (content === '') return [];
  return [{ path: `${folder}/seed/${requirements}`, content }];
}
