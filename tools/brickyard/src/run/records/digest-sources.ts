import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of what these folders below `root` do: their sources, without specs and what those use. */
export function digestSources(
  root: string,
  folders: readonly string[],
): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder)).sort().filter(isSource))
      hash.update(`${name}\0`).update(readFileSync(join(root, folder, name)));
  return hash.digest('hex');
}

function isSource(name: string): boolean {
  return /\.([cm]?[jt]s|json)$/.test(name) && !/\.spec\.|^test-/.test(name);
}
