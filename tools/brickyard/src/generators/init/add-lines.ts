import type { Tree } from '@nx/devkit';

/** Adds the lines that a list of patterns has not. */
export function addLines(
  tree: Tree,
  file: string,
  lines: readonly string[],
): void {
  const text = tree.read(file, 'utf8') ?? '';
  const has = new Set(text.split(/\r?\n/).map(normalize));
  const missing = lines.filter((line) => !has.has(normalize(line)));
  if (missing.length === 0) return;
  const head = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  tree.write(file, `${head}${missing.join('\n')}\n`);
}

/** However a pattern says the same: /dist, dist and dist/ here leave out one folder. */
function normalize(line: string): string {
  const bare = line.trim().replace(/^\/|\/$/g, '');
  // All of a kind covers those of a folder.
  return bare.replace(/^packages\/(?=\*\*)/, '');
}
