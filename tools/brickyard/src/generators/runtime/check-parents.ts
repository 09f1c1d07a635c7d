import { type Problem, problemsError } from '../../errors';
import { listUses } from '../list-uses';
import type { TreeFlavour } from '../tree-flavours';

export interface ParentCheck {
  flavours: readonly TreeFlavour[];
  /** Flavour → names of its lines, as they will be. */
  runtimes: ReadonlyMap<string, readonly string[]>;
  /** The line that flavours move to, and which. */
  line: string;
  moved: readonly string[];
  localNamespace: string;
}

interface Edge {
  child: string;
  parent: string;
  place: { file: string; line: number };
}

/**
 * Throws PARENT_UNKNOWN when a flavour would be built for a line that one of its
 * parents is not built for; the hint names all that have to move together.
 */
export function checkParents(check: ParentCheck): void {
  const edges = listEdges(check);
  const problems = edges.flatMap(({ child, parent, place }): Problem[] => {
    const missing = findMissing(check, child, parent);
    if (missing.length === 0) return [];
    const message = `${child} would be for ${missing.join(', ')}, but ${parent} would not`;
    return [{ place, message }];
  });
  if (problems.length === 0) return;
  throw problemsError(
    'PARENT_UNKNOWN',
    problems,
    `--upgrade=${listTogether(check, edges).join(',')} also moves the flavours in the way; --upgrade=all moves everything`,
  );
}

/** One for each pair, at the first line that connects them. */
function listEdges({ flavours, localNamespace }: ParentCheck): Edge[] {
  return flavours.flatMap(({ name, path, dockerfile }) => {
    const uses = listUses(dockerfile, localNamespace);
    const firsts = new Map(
      [...uses].reverse().map((use) => [use.flavour, use]),
    );
    return [...firsts.values()].map(({ flavour, line }) => ({
      child: name,
      parent: flavour,
      place: { file: `${path}/Dockerfile`, line },
    }));
  });
}

function findMissing(
  { runtimes }: ParentCheck,
  child: string,
  parent: string,
): string[] {
  const offered = runtimes.get(parent);
  return (runtimes.get(child) ?? []).filter(
    (name) => offered !== undefined && !offered.includes(name),
  );
}

/** Flavours below the moving ones that lack the line, and flavours above that would lose one. */
function listTogether(check: ParentCheck, edges: readonly Edge[]): string[] {
  const together = new Set(check.moved);
  for (const name of together) {
    for (const { child, parent } of edges) {
      const lines = check.runtimes.get(parent) ?? [];
      if (child === name && !lines.includes(check.line)) together.add(parent);
      if (parent === name && findMissing(check, child, parent).length > 0)
        together.add(child);
    }
  }
  return [...together].sort();
}
