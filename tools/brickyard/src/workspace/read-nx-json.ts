import { join } from 'node:path';

import { readTextFile } from '../files/read-file';
import { type NxJson, nxJsonFile, parseNxJson } from './nx-json';

/** nx.json of the workspace at `root`. Throws OPTIONS_INVALID. */
export function readWorkspaceNxJson(root: string): NxJson {
  const request = { name: nxJsonFile, code: 'OPTIONS_INVALID' } as const;
  return parseNxJson(readTextFile(join(root, nxJsonFile), request));
}
