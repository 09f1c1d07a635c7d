import { BrickyardError } from '../errors';

/** `child`'s Dockerfile names `parent` at `place` (`packages/x/Dockerfile:3`). */
export interface ParentEdge {
  child: string;
  parent: string;
  place: string;
}

/** Throws PARENT_CYCLE that names every line of one circle. */
export function checkCycles(edges: readonly ParentEdge[]): void {
  const byChild = new Map<string, ParentEdge[]>();
  for (const edge of edges)
    byChild.set(edge.child, [...(byChild.get(edge.child) ?? []), edge]);
  const sound = new Set<string>();
  const visit = (name: string, trail: readonly ParentEdge[]): void => {
    if (sound.has(name)) return;
    const start = trail.findIndex(({ child }) => child === name);
    if (start >= 0) throw cycleError(trail.slice(start));
    for (const edge of byChild.get(name) ?? [])
      visit(edge.parent, [...trail, edge]);
    sound.add(name);
  };
  for (const name of byChild.keys()) visit(name, []);
}

function cycleError(cycle: readonly ParentEdge[]): BrickyardError {
  const names = [...cycle.map(({ child }) => child), cycle[0]?.child].join(
    ' → ',
  );
  const places = cycle.map(({ place, parent }) => `${place} names ${parent}`);
  return new BrickyardError(
    'PARENT_CYCLE',
    `flavours are built on each other: ${names}\n${places.join('\n')}`,
    {
      hint: 'let one of these lines name an image from outside the circle',
    },
  );
}
