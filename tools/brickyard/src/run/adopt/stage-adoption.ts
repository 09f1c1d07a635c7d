import {
  constants,
  copyFileSync,
  mkdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { BrickyardError } from '../../errors';
import type { Adoption } from './adoption';

/** Writes the whole flavour into a folder that nobody looks at. Throws NOT_ADOPTED. */
export function stageAdoption(adoption: Adoption, stage: string): void {
  const { entries, written, from } = adoption;
  mkdirSync(stage, { recursive: true });
  for (const entry of entries) {
    if (entry.target in written) continue;
    guard(`${from}/${entry.path}`, () => copyEntry(entry, adoption, stage));
  }
  for (const [name, text] of Object.entries(written))
    guard(join(adoption.path, name), () => {
      writeFileSync(join(stage, name), text);
    });
}

function copyEntry(
  { path, target, link }: Adoption['entries'][number],
  { folder }: Adoption,
  stage: string,
): void {
  const to = join(stage, target);
  mkdirSync(dirname(to), { recursive: true });
  if (link !== undefined) symlinkSync(link, to);
  // Where the disk can, without a second copy of the bytes.
  else copyFileSync(join(folder, path), to, constants.COPYFILE_FICLONE);
}

function guard(name: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC';
    throw new BrickyardError(
      isFull ? 'DISK_FULL' : 'NOT_ADOPTED',
      `${name}: ${isFull ? 'the disk is full' : `cannot be copied (${code})`}`,
      { cause },
    );
  }
}
