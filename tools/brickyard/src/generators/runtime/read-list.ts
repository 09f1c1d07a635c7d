import { readTextFile } from '../../files/read-file';

/** A file anywhere on this machine. Throws PACKAGE_LIST_INVALID. */
export function readList(file: string, shown: string): string {
  return readTextFile(file, {
    name: shown,
    code: 'PACKAGE_LIST_INVALID',
    isPythonList: true,
    hint: '--from takes a file, relative to the workspace, or a URL',
  });
}
