import { BrickyardError } from '../errors';

/** `child`'s Dockerfile names `parent` at `place` (`packages/x/Dockerfile:3`). */
export interface ParentEdge {
  child: string;
  parent: string;
  place: string;
}

/** Throws PARENT_CYCLE that names every line of one circle. */
export function checkCycles(edges: readonly ParentEdge[]): void {
  const cycle = findCycle(edges);
  if (cycle !== undefined) throw cycleError(cycle);
}

/** PARENT_CYCLE by each flavour that is in a circle; what is built on one is not. */
export function listCycles(
  edges: readonly ParentEdge[],
): Map<string, BrickyardError> {
  const errors = new Map<string, BrickyardError>();
  let left = edges;
  for (;;) {
    const cycle = findCycle(left);
    if (cycle === undefined) return errors;
    const error = cycleError(cycle);
    for (const { child } of cycle)
      errors.set(child, errors.get(child) ?? error);
    // Without one of its lines there may be another circle through the same flavours.
    left = left.filter((edge) => edge !== cycle[0]);
  }
}

function findCycle(edges: readonly ParentEdge[]): ParentEdge[] | undefined {
  const byChild = new Map<string, ParentEdge[]>();
  for (const edge of edges)
    byChild.set(edge.child, [...(byChild.get(edge.child) ?? []), edge]);
  const sound = new Set<string>();
  const visit = (
    name: string,
    trail: readonly ParentEdge[],
  ): ParentEdge[] | undefined => {
    if (sound.has(name)) return undefined;
    const start = trail.findIndex(({ child }) => child === name);
    if (start >= 0) return trail.slice(start);
    for (const edge of byChild.get(name) ?? []) {
      const cycle = visit(edge.parent, [...trail, edge]);
      if (cycle !== undefined) return cycle;
    }
    sound.add(name);
    return undefined;
  };
  for (const name of byChild.keys()) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
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
