import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { BrickyardError, renderPlace } from '../errors';
import { readTextFile } from '../files/read-file';
import type { Flavour } from './flavour';
import type { ImageDefinition } from './image-definition';
import { parseImageDefinition } from './parse-image-definition';
import { flavourHint, readManifest } from './read-manifest';

/**
 * A folder as a typed value. `path` is how messages name it. Throws
 * FLAVOUR_INVALID or DOCKERFILE_INVALID, with the file and line to blame.
 */
export function readFlavour(folder: string, path: string): Flavour {
  const dockerfileText = readFlavourFile(folder, path, 'Dockerfile');
  const definition = readDefinition(folder, path);
  return {
    name: basename(folder),
    folder,
    path,
    description:
      definition.description ?? readManifest(folder, path).description ?? '',
    definition,
    dockerfile: parseDockerfile(dockerfileText, `${path}/Dockerfile`),
    dockerfileText,
    ignore: readIgnore(folder, path),
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

function readDefinition(folder: string, path: string): ImageDefinition {
  // Before `require`, which searches for what is missing and waits for a pipe.
  const text = readFlavourFile(folder, path, 'image.ts');
  const file = `${path}/image.ts`;
  return parseImageDefinition(loadDefinition(folder, path), { file, text });
}

function loadDefinition(folder: string, path: string): unknown {
  const file = join(folder, 'image.ts');
  const { sourceMapsEnabled } = process;
  // The line numbers of compiled code are not those the user sees.
  process.setSourceMapsEnabled(true);
  try {
    // The TypeScript hook is the caller's: register.cjs, Nx's own, or jest's.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- evaluated by path, synchronously, in CommonJS
    const module = require(file) as { default?: unknown };
    return module.default;
  } catch (cause) {
    throw definitionError(path, file, cause);
  } finally {
    process.setSourceMapsEnabled(sourceMapsEnabled);
  }
}

function definitionError(
  path: string,
  file: string,
  cause: unknown,
): BrickyardError {
  const { message = String(cause), stack = '' } = Object(cause) as Error;
  const line = stack.split(file)[1]?.match(/^:(\d+)/)?.[1];
  const place = {
    file: `${path}/image.ts`,
    line: line === undefined ? undefined : Number(line),
  };
  return new BrickyardError(
    'FLAVOUR_INVALID',
    `${renderPlace(place)}: could not be evaluated: ${firstLine(message)}`,
    { cause },
  );
}

/** A compiler draws a picture below its message, and marks it with a cross. */
function firstLine(message: string): string {
  const line = message.split('\n').find((text) => text.trim() !== '') ?? '';
  return line.replace(/^\s*[x×]\s+/, '').trim();
}
