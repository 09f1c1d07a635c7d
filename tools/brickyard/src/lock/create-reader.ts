import { basename, dirname, join, posix } from 'node:path';

import { type FileRequest, findTextFile } from '../files/read-file';
import type { ReadText } from './kind/lock-owner';

/** Reads each file once: images of a workspace share the files below them. */
export function createReader(): ReadText {
  const texts = new Map<string, string | undefined>();
  return (folder, path) => {
    const file = join(folder, path);
    if (!texts.has(file))
      texts.set(file, findTextFile(file, describeFile(folder, path)));
    return texts.get(file);
  };
}

/** As messages show it: `packages/python/requirements.txt`. */
function describeFile(folder: string, path: string): FileRequest {
  const parts = [basename(dirname(folder)), basename(folder), path];
  const name = posix.join(...parts);
  // R lists are scripts, which other programs read, too.
  const isPythonList = !path.endsWith('.sh');
  return { name, code: 'FLAVOUR_INVALID', isPythonList };
}
