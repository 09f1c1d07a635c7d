import { existsSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

import {
  type FileRequest,
  findTextFile,
  listAnyFolder,
  listFolder,
  readTextFile,
} from '../files/read-file';
import { readFlavour } from '../flavour/read-flavour';
import { parseJson } from '../parse-json';
import { builtInRuntimes, parseRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import { checkFolders } from './check-folders';
import { imagesLockFile, parseImagesLock } from './images-lock';
import { findPluginOptions, nxJsonFile } from './nx-json';
import {
  mergeOptions,
  type Options,
  parsePluginOptions,
  parseProfile,
} from './options';
import { readCertificates } from './read-certificates';
import { readWorkspaceNxJson } from './read-nx-json';
import type { Workspace } from './workspace';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where flavours live, relative to the workspace. */
export const flavoursFolder = 'packages';

/**
 * Reads nx.json's options, the profile, runtime lines, images.lock.json and
 * every flavour. Throws the first input error it meets, with its file.
 */
export function readWorkspace(
  root: string,
  environment: Environment,
): Workspace {
  const options = readOptions(root, environment);
  return {
    root,
    options,
    runtimes: [...builtInRuntimes, ...options.runtimes.flatMap(readRuntimes)],
    flavours: listChecked(root).map((name) => {
      return readFlavour(
        join(root, flavoursFolder, name),
        posix.join(flavoursFolder, name),
      );
    }),
    lock: parseImagesLock(readLockText(root), imagesLockFile),
    certificates: readCertificates(options.caCertificates, root),
  };
}

/** Folders that hold a Dockerfile and a package.json, sorted. */
export function listFlavours(root: string): string[] {
  const folder = join(root, flavoursFolder);
  return listDockerfiles(root).filter((name) =>
    existsSync(join(folder, name, 'package.json')),
  );
}

/** The same, but does not skip a broken folder silently. Throws FLAVOUR_INVALID. */
function listChecked(root: string): string[] {
  checkFolders(root, listDockerfiles(root));
  return listFlavours(root);
}

function listDockerfiles(root: string): string[] {
  const folder = join(root, flavoursFolder);
  return listAnyFolder(folder, settings(flavoursFolder)).filter((name) =>
    existsSync(join(folder, name, 'Dockerfile')),
  );
}

function readOptions(root: string, environment: Environment): Options {
  const options = parsePluginOptions(
    findPluginOptions(readWorkspaceNxJson(root)),
    nxJsonFile,
  );
  const absolute = (folder: string) => resolve(root, folder);
  const profileFile = environment['BRICKYARD_PROFILE'] || options.profile;
  return mergeOptions({
    options: {
      ...options,
      runtimes: options.runtimes && absolute(options.runtimes),
    },
    profile: profileFile
      ? readProfile(resolve(root, profileFile), profileFile)
      : undefined,
    environment,
  });
}

function readProfile(file: string, name: string) {
  const profile = parseProfile(
    parseJson(readTextFile(file, settings(name)), name),
    name,
  );
  const absolute = (path: string) => resolve(dirname(file), path);
  return {
    ...profile,
    runtimes: profile.runtimes && absolute(profile.runtimes),
    caCertificates: profile.caCertificates?.map(absolute),
  };
}

function readLockText(root: string): string {
  const file = join(root, imagesLockFile);
  return findTextFile(file, settings(imagesLockFile)) ?? '{}';
}

function readRuntimes(folder: string): Runtime[] {
  const request = settings(`runtimes: ${folder}`);
  return listFolder(folder, request)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const file = join(folder, name);
      return parseRuntime(readTextFile(file, settings(file)), file);
    });
}

function settings(name: string): FileRequest {
  return { name, code: 'OPTIONS_INVALID' };
}
