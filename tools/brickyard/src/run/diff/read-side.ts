import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { python } from '../../ecosystems/python/python';
import { BrickyardError } from '../../errors';
import { findRuntime } from '../../runtime/catalogue';
import type { Contents } from '../../versioning/contents';
import { parseContents } from '../../versioning/parse-contents';
import type { Workspace } from '../../workspace/workspace';
import type { Services } from '../shell/services';
import { parseSide, type Side } from './parse-side';
import { readFlavourSide } from './read-flavour-side';
import { readReferenceSide } from './read-reference-side';
import type { SideRequest } from './side-request';

/**
 * What one side of a comparison contains. Throws REFERENCE_INVALID for a word
 * that stands for nothing, IMAGE_UNKNOWN for an image that is nowhere.
 */
export function readSide(
  text: string,
  request: SideRequest,
  services: Services,
): Contents | Promise<Contents> {
  const { workspace, cwd } = request;
  const side = findSide(text, request);
  switch (side.kind) {
    case 'flavour':
      return readFlavourSide(side, request, services);
    case 'reference':
      return readReferenceSide(side.reference, request, services);
    case 'runtime':
      return readRuntimePins(side.line, workspace);
    case 'file':
      return readFile(side.path, cwd);
  }
}

/** What a word stands for. Throws REFERENCE_INVALID. */
export function findSide(
  text: string,
  { workspace, cwd }: Pick<SideRequest, 'workspace' | 'cwd'>,
): Side {
  const folders = [...workspace.flavours, ...workspace.broken];
  return parseSide(text, {
    flavours: folders.map(({ name }) => name),
    isFile: (path) => isFile(resolve(cwd, path)),
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function readFile(path: string, cwd: string): Contents {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (cause) {
    const { message } = cause as Error;
    throw new BrickyardError('INVENTORY_INVALID', `${path}: ${message}`, {
      cause,
    });
  }
  return parseContents(text, path);
}

/** The catalogue knows what notebooks need, not all that a runtime has. */
function readRuntimePins(line: string, { runtimes }: Workspace): Contents {
  const { notebook } = findRuntime(runtimes, line);
  const packages = Object.entries(notebook).map(([name, version]) => {
    return { name, version };
  });
  return {
    name: `runtime:${line}`,
    source: 'the pins of notebook packages that the catalogue has',
    groups: [{ ecosystem: python.name, environment: null, packages }],
    isPartial: true,
    size: null,
  };
}
