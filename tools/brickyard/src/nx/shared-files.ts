import { realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

import { readTextFile } from '../files/read-file';
import { parseJson } from '../parse-json';
import { imagesLockFile } from '../workspace/images-lock';
import {
  parsePluginOptions,
  parseProfile,
  type Profile,
} from '../workspace/options';

export interface SharedFilesRequest {
  workspaceRoot: string;
  /** Of the plugin, as nx.json has them. */
  options: unknown;
  environment: Readonly<Record<string, string | undefined>>;
  /** Where the plugin's own sources are, absolute. */
  pluginSources: string;
}

/**
 * Files and patterns beside flavours that can change any image, relative to the
 * workspace: Nx must know them, or `nx affected` misses such a change. Files
 * outside the workspace are not in its commits, and are left out. Throws
 * OPTIONS_INVALID for nx.json; a command that uses a broken profile reports it.
 */
export function listSharedFiles({
  workspaceRoot,
  options,
  environment,
  pluginSources,
}: SharedFilesRequest): string[] {
  const { profile, runtimes } = parsePluginOptions(options, 'nx.json');
  // Both: Nx's daemon may have been started with another environment.
  const profiles = [environment['BRICKYARD_PROFILE'], profile].flatMap(
    (file) => (file ? [resolve(workspaceRoot, file)] : []),
  );
  const files = [
    resolve(workspaceRoot, imagesLockFile),
    ...(runtimes ? [`${resolve(workspaceRoot, runtimes)}/*.json`] : []),
    ...profiles.flatMap(listProfileFiles),
  ].map((file) => relative(workspaceRoot, file));
  // Where node_modules links to it, the lockfile does not show a change.
  const root = realpathSync(workspaceRoot);
  const sources = relative(root, realpathSync(pluginSources));
  const own = sources.includes('node_modules') ? [] : [`${sources}/**/*`];
  return [...new Set([...files, ...own])]
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => !file.startsWith('../') && !/^([A-Za-z]:|\/)/.test(file));
}

/** The profile and what it names, absolute. */
function listProfileFiles(file: string): string[] {
  const { runtimes, caCertificates = [] } = readProfile(file);
  const absolute = (path: string) => resolve(dirname(file), path);
  return [
    file,
    ...(runtimes ? [`${absolute(runtimes)}/*.json`] : []),
    ...caCertificates.map(absolute),
  ];
}

function readProfile(file: string): Profile {
  try {
    const request = { name: file, code: 'OPTIONS_INVALID' } as const;
    return parseProfile(parseJson(readTextFile(file, request), file), file);
  } catch {
    // A command that uses this profile reports the reason; Nx works without it.
    return {};
  }
}
