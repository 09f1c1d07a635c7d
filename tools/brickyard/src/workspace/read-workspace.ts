import { dirname, join, posix, resolve } from 'node:path';

import {
  type FileRequest,
  findTextFile,
  listFolder,
  readTextFile,
} from '../files/read-file';
import { readFlavours } from '../flavour/read-flavours';
import { parseJson } from '../parse-json';
import { builtInRuntimes, parseRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import { imagesLockFile, parseImagesLock } from './images-lock';
import { flavoursFolder, listFlavours } from './list-flavours';
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

/**
 * Reads nx.json's options, the profile, runtime lines, images.lock.json and
 * every flavour. Throws the first input error it meets, with its file; what is
 * wrong with one flavour is in `broken`.
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
    ...readAllFlavours(root),
    lock: parseImagesLock(readLockText(root), imagesLockFile),
    certificates: readCertificates(options.caCertificates, root),
  };
}

/** Every flavour, or why it is none; needs no options. */
export function readAllFlavours(
  root: string,
): Pick<Workspace, 'flavours' | 'broken'> {
  const { folders, broken } = listFlavours(root);
  const read = readFlavours(
    folders.map(({ name, manifest }) => ({
      folder: join(root, flavoursFolder, name),
      path: posix.join(flavoursFolder, name),
      manifest,
    })),
  );
  return { ...read, broken: [...broken, ...read.broken] };
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
