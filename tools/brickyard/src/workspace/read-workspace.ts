import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

import { BrickyardError } from '../errors';
import { readFlavours } from '../flavour/read-flavours';
import { parseJson } from '../parse-json';
import { builtInRuntimes, parseRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import { parseImagesLock } from './images-lock';
import { flavoursFolder, listFlavours } from './list-flavours';
import {
  mergeOptions,
  type Options,
  parsePluginOptions,
  parseProfile,
} from './options';
import { readCertificates } from './read-certificates';
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
  const lockFile = join(root, 'images.lock.json');
  const lockText = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '{}';
  return {
    root,
    options,
    runtimes: [...builtInRuntimes, ...options.runtimes.flatMap(readRuntimes)],
    ...readAllFlavours(root),
    lock: parseImagesLock(lockText, 'images.lock.json'),
    certificates: readCertificates(options.caCertificates, root),
  };
}

/** Every flavour, or why it is none; needs no options. */
export function readAllFlavours(
  root: string,
): Pick<Workspace, 'flavours' | 'broken'> {
  const { names, broken } = listFlavours(root);
  const read = readFlavours(
    names.map((name) => ({
      folder: join(root, flavoursFolder, name),
      path: posix.join(flavoursFolder, name),
    })),
  );
  return { ...read, broken: [...broken, ...read.broken] };
}

function readOptions(root: string, environment: Environment): Options {
  const options = parsePluginOptions(readPluginOptions(root), 'nx.json');
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
  const profile = parseProfile(readJson(file, name), name);
  const absolute = (path: string) => resolve(dirname(file), path);
  return {
    ...profile,
    runtimes: profile.runtimes && absolute(profile.runtimes),
    caCertificates: profile.caCertificates?.map(absolute),
  };
}

function readPluginOptions(root: string): unknown {
  const { plugins = [] } = readJson(join(root, 'nx.json'), 'nx.json') as {
    plugins?: (string | { plugin: string; options?: unknown })[];
  };
  for (const entry of plugins) {
    if (typeof entry === 'object' && entry.plugin === 'brickyard')
      return entry.options;
  }
  return undefined;
}

function readRuntimes(folder: string): Runtime[] {
  if (!existsSync(folder)) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `runtimes: the folder ${folder} does not exist`,
    );
  }
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return files.map((name) =>
    parseRuntime(readFileSync(join(folder, name), 'utf8'), join(folder, name)),
  );
}

function readJson(file: string, name: string): unknown {
  return parseJson(readSettings(file, name), name);
}

function readSettings(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BrickyardError('OPTIONS_INVALID', `${name}: cannot be read`, {
      cause,
    });
  }
}
