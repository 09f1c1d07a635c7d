import type { Tree } from '@nx/devkit';

/** Adds the lines that are missing from a list of patterns. */
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

/** One form for patterns of one meaning: /dist, dist and dist/ leave out the same folder. */
function normalize(line: string): string {
  const bare = line.trim().replace(/^\/|\/$/g, '');
  // A pattern for all files of a kind covers those of a folder.
  return bare.replace(/^packages\/(?=\*\*)/, '');
}
