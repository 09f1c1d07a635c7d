import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ScratchWorkspace } from './scratch-workspace';

/** A file's text; nothing where there is no such file. */
export function readIfThere(
  { root }: Pick<ScratchWorkspace, 'root'>,
  path: string,
): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Does something while a file has another text, and puts back what it had. */
export async function whileWritten(
  workspace: ScratchWorkspace,
  { path, text }: { path: string; text: string | Buffer },
  work: () => Promise<void>,
): Promise<void> {
  const before = readIfThere(workspace, path);
  workspace.write(path, text);
  try {
    await work();
  } finally {
    workspace.write(path, before);
  }
}
