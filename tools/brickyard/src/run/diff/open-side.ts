import { statSync } from 'node:fs';
import { resolve } from 'node:path';

import { python } from '../../ecosystems/python/python';
import { readTextFile } from '../../files/read-file';
import { findRuntime } from '../../runtime/catalogue';
import type { Contents } from '../../versioning/contents';
import { parseContents } from '../../versioning/parse-contents';
import type { Workspace } from '../../workspace/workspace';
import type { Services } from '../shell/services';
import { parseSide, type Side } from './parse-side';
import { openFlavourSide } from './read-flavour-side';
import { openReferenceSide } from './read-reference-side';
import type { OpenSide, SideRequest } from './side-request';

/**
 * Finds out what a side is, and looks into no image yet. Rejects
 * REFERENCE_INVALID for a word that stands for nothing, RUNTIME_UNKNOWN, and
 * IMAGE_UNKNOWN for an image that is nowhere.
 */
export async function openSide(
  text: string,
  request: SideRequest,
  services: Services,
): Promise<OpenSide> {
  const { workspace, cwd } = request;
  const side = findSide(text, request);
  switch (side.kind) {
    case 'flavour':
      return openFlavourSide(side, request, services);
    case 'reference':
      return openReferenceSide(side.reference, request, services);
    case 'runtime': {
      const contents = readRuntimePins(side.line, workspace);
      return { read: () => contents };
    }
    case 'file': {
      const contents = readFile(side.path, cwd);
      return { read: () => contents };
    }
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
  // It may be what pip freeze printed.
  const isPythonList = true;
  const request = {
    name: path,
    code: 'INVENTORY_INVALID',
    isPythonList,
  } as const;
  return parseContents(readTextFile(resolve(cwd, path), request), path);
}

/** The catalogue knows what notebooks need, not all that a runtime has. */
function readRuntimePins(line: string, { runtimes }: Workspace): Contents {
  const runtime = findRuntime(runtimes, line);
  const { notebook } = runtime;
  const packages = Object.entries(notebook).map(([name, version]) => {
    return { name, version };
  });
  return {
    name: `runtime:${line}`,
    source: 'the pins of notebook packages that the catalogue has',
    groups: [{ ecosystem: python.name, environment: null, packages }],
    isPartial: true,
    size: null,
    line: runtime,
  };
}
