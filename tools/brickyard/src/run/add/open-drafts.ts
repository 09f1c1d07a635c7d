import { join } from 'node:path';

import { findTextFile } from '../../files/read-file';
import type { Flavour } from '../../flavour/flavour';
import type { ListEdit } from './add-plan';

type Folder = Pick<Flavour, 'folder' | 'path'>;

/** Lists as they are to be: several words may change one of them. */
export interface Drafts {
  /** Without a byte order mark; `undefined` where there is no such list. Throws FLAVOUR_INVALID for what is not UTF-8. */
  read: (flavour: Folder, file: string) => string | undefined;
  /** The same as it is on disk. */
  readOld: (flavour: Folder, file: string) => string | undefined;
  write: (flavour: Folder, file: string, text: string) => void;
  /** Those that are not as they were. */
  listEdits: () => ListEdit[];
}

const MARK = '\ufeff';

export function openDrafts(): Drafts {
  const drafts = new Map<string, ListEdit & { text?: string }>();
  const open = ({ folder, path }: Folder, name: string) => {
    const file = join(folder, name);
    const known = drafts.get(file);
    if (known !== undefined) return known;
    const before = findTextFile(file, {
      name: `${path}/${name}`,
      code: 'FLAVOUR_INVALID',
    });
    const text = before?.replace(/^\ufeff/, '');
    const draft = { file, path: `${path}/${name}`, before, after: '', text };
    drafts.set(file, draft);
    return draft;
  };
  return {
    read: (flavour, file) => open(flavour, file).text,
    readOld: (flavour, file) =>
      open(flavour, file).before?.replace(/^\ufeff/, ''),
    write: (flavour, file, text) => void (open(flavour, file).text = text),
    listEdits: () =>
      [...drafts.values()].flatMap(({ file, path, before, text }) => {
        const mark = before?.startsWith(MARK) ? MARK : '';
        const after = mark + (text ?? '');
        const isSame = text === undefined || after === before;
        return isSame ? [] : [{ file, path, before, after }];
      }),
  };
}
