import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { isBrickyardError } from '../errors';
import { readTextFile } from '../files/read-file';
import type { BrokenFlavour, Flavour } from './flavour';
import type { ImageDefinition } from './image-definition';
import { readDefinitions } from './read-definitions';
import {
  flavourHint,
  type PackageManifest,
  readManifest,
} from './read-manifest';

export interface FlavourFolder {
  /** Absolute. */
  folder: string;
  /** How messages name it. */
  path: string;
  /** What its package.json says, where that has been read. */
  manifest?: PackageManifest;
}

/** Folders as typed values, and those that are none. */
export interface ReadFlavours {
  flavours: Flavour[];
  broken: BrokenFlavour[];
}

/**
 * Each folder alone: one that is wrong is FLAVOUR_INVALID or
 * DOCKERFILE_INVALID, with the file and line to blame, and no other notices.
 */
export function readFlavours(folders: readonly FlavourFolder[]): ReadFlavours {
  const broken: BrokenFlavour[] = [];
  const attempt = <T>({ folder, path }: FlavourFolder, work: () => T): T[] => {
    try {
      return [work()];
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      broken.push({ name: basename(folder), path, error });
      return [];
    }
  };
  const sources = folders.flatMap((folder) =>
    attempt(folder, () => readSources(folder)),
  );
  const results = readDefinitions(sources.map(({ image }) => image));
  const flavours = sources.flatMap((source, index) =>
    attempt(source, () => {
      const result = results[index];
      if (result === undefined) throw new Error('each file has a result');
      if ('error' in result) throw result.error;
      return makeFlavour(source, result.definition);
    }),
  );
  return { flavours, broken };
}

/** The same of one folder. Throws what is wrong with it. */
export function readFlavour(folder: string, path: string): Flavour {
  const { flavours, broken } = readFlavours([{ folder, path }]);
  const [flavour] = flavours;
  if (flavour !== undefined) return flavour;
  throw broken[0]?.error ?? new Error(`${path} is neither read nor broken`);
}

type FlavourSources = ReturnType<typeof readSources>;

function readSources({ folder, path, manifest }: FlavourFolder) {
  return {
    ...{ folder, path, manifest },
    dockerfileText: readFlavourFile(folder, path, 'Dockerfile'),
    image: {
      file: join(folder, 'image.ts'),
      name: `${path}/image.ts`,
      text: readFlavourFile(folder, path, 'image.ts'),
    },
    ignore: readIgnore(folder, path),
  };
}

function makeFlavour(
  { folder, path, dockerfileText, ignore, manifest }: FlavourSources,
  definition: ImageDefinition,
): Flavour {
  return {
    name: basename(folder),
    folder,
    path,
    description:
      definition.description ??
      (manifest ?? readManifest(folder, path)).description ??
      '',
    definition,
    dockerfile: parseDockerfile(dockerfileText, `${path}/Dockerfile`),
    dockerfileText,
    ignore,
  };
}

/** As BuildKit: the Dockerfile's own ignore file wins over the folder's. */
function readIgnore(folder: string, path: string): Flavour['ignore'] {
  const names = ['Dockerfile.dockerignore', '.dockerignore'];
  const name = names.find((candidate) => existsSync(join(folder, candidate)));
  if (name === undefined) return undefined;
  return { file: `${path}/${name}`, text: readFlavourFile(folder, path, name) };
}

function readFlavourFile(folder: string, path: string, name: string): string {
  return readTextFile(join(folder, name), {
    name: `${path}/${name}`,
    code: 'FLAVOUR_INVALID',
    hint: flavourHint,
  });
}
