import type { ListLine, NeedChain } from './own-package';

/** Packages of one lock, and who needs whom. */
export interface NeedGraph {
  /** Names of packages that need one. */
  neededBy: (name: string) => readonly string[];
  /** Lines of lists that name one. */
  linesOf: (name: string) => readonly ListLine[];
}

/**
 * The shortest way from each line that leads to a package, the shortest first; and one
 * through each package that needs it, where none of these goes there.
 */
export function listNeedChains(target: string, graph: NeedGraph): NeedChain[] {
  const paths = listPaths(target, graph);
  const chains = [...paths].flatMap(([name, names]) =>
    graph.linesOf(name).map((line) => ({ line, names })),
  );
  const covered = new Set(chains.map(({ names }) => names.at(-2)));
  const others = graph
    .neededBy(target)
    .filter((name) => name !== target && !covered.has(name))
    .flatMap((name) => findThrough(name, target, graph) ?? []);
  return [...chains, ...others].sort((a, b) => a.names.length - b.names.length);
}

/** By where it starts: the shortest path to the target, nearest first. */
function listPaths(
  target: string,
  { neededBy }: NeedGraph,
): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>([[target, [target]]]);
  for (const [name, path] of paths)
    for (const parent of neededBy(name))
      if (!paths.has(parent)) paths.set(parent, [parent, ...path]);
  return paths;
}

function findThrough(
  name: string,
  target: string,
  graph: NeedGraph,
): NeedChain | undefined {
  for (const [start, path] of listPaths(name, graph)) {
    const [line] = graph.linesOf(start);
    if (line !== undefined && !path.includes(target))
      return { line, names: [...path, target] };
  }
  return undefined;
}
