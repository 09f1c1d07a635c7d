import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Of what these folders below `root` do: their sources, without specs, what specs
 * use, and the catalogue, of which one line decides: callers add that.
 */
export function digestSources(
  root: string,
  folders: readonly string[],
): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of listSources(join(root, folder)))
      hash.update(`${name}\0`).update(readFileSync(join(root, folder, name)));
  return hash.digest('hex');
}

/** Paths below the folder, sorted; none where there is no such folder. */
function listSources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter(isSource)
    .sort();
}

function isSource(path: string): boolean {
  return (
    /\.([cm]?[jt]s|json)$/.test(path) &&
    !/\.spec\.|(^|\/)(testing|__fixtures__|catalogue)\//.test(path)
  );
}
