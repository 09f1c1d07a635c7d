import { dirname, posix, relative, resolve } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../errors';
import { findTextFile, listAnyFolder } from '../files/read-file';
import { parseJson } from '../parse-json';
import { builtInRuntimes, parseRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import {
  findPluginOptions,
  type NxJson,
  nxJsonFile,
  parseNxJson,
} from '../workspace/nx-json';
import {
  parsePluginOptions,
  parseProfile,
  type PluginOptions,
} from '../workspace/options';
import { findTreeText } from './find-tree-text';

/** What a generator has to know besides the flavours. */
export interface TreeWorkspace {
  options: PluginOptions;
  localNamespace: string;
  /** The catalogue, with the lines that nx.json and its profile add. */
  runtimes: readonly Runtime[];
  /** Those that are added. */
  added: readonly AddedLine[];
}

/** A runtime line that is a file of the workspace, or beside its profile. */
export interface AddedLine {
  line: Runtime;
  /** As nx.json or the profile leads to it: `runtimes/18.json`. */
  file: string;
}

/** Throws OPTIONS_INVALID, RUNTIME_INVALID. */
export function readTreeWorkspace(tree: Tree): TreeWorkspace {
  const options = readTreeOptions(tree);
  const folders = [options.runtimes, profileRuntimes(tree, options.profile)];
  const added = folders.flatMap((folder) => readLines(tree, folder));
  return {
    options,
    localNamespace: options.localNamespace ?? 'brickyard',
    runtimes: [...builtInRuntimes, ...added.map(({ line }) => line)],
    added,
  };
}

export function readNxJson(tree: Tree): NxJson {
  const text = findTreeText(tree, 'nx.json');
  if (text !== undefined) return parseNxJson(text);
  throw new BrickyardError('OPTIONS_INVALID', `${nxJsonFile}: cannot be read`, {
    hint: 'npx nx init makes a folder an Nx workspace',
  });
}

function readTreeOptions(tree: Tree): PluginOptions {
  return parsePluginOptions(findPluginOptions(readNxJson(tree)), nxJsonFile);
}

function profileRuntimes(tree: Tree, profile?: string): string | undefined {
  if (profile === undefined) return undefined;
  const text = readAny(tree, profile);
  if (text === undefined) return undefined;
  const { runtimes } = parseProfile(parseJson(text, profile), profile);
  return runtimes && posix.join(dirname(profile), runtimes);
}

function readLines(tree: Tree, folder?: string): AddedLine[] {
  if (folder === undefined) return [];
  return listAny(tree, folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = posix.join(folder, name);
      return { line: parseRuntime(readAny(tree, file) ?? '', file), file };
    });
}

/** Options may also name a place outside the workspace, which no tree covers. */
export function isInside(tree: Tree, path: string): boolean {
  return !relative(tree.root, resolve(tree.root, path)).startsWith('..');
}

/** The text of a file that options name, wherever it is. */
export function readAny(tree: Tree, path: string): string | undefined {
  const absolute = resolve(tree.root, path);
  if (isInside(tree, path))
    return findTreeText(tree, relative(tree.root, absolute));
  return findTextFile(absolute, { name: path, code: 'OPTIONS_INVALID' });
}

function listAny(tree: Tree, folder: string): string[] {
  const absolute = resolve(tree.root, folder);
  if (isInside(tree, folder))
    return tree.children(relative(tree.root, absolute));
  return listAnyFolder(absolute, { name: folder, code: 'OPTIONS_INVALID' });
}
