/** How the work on one item ended. */
export type Outcome<R> =
  | { state: 'done'; result: R }
  | { state: 'failed'; error: unknown }
  /** Not tried: something it depends on did not come about. */
  | { state: 'skipped'; because: string };

export interface Schedule<T, R> {
  /** Dependencies before dependents. */
  items: readonly T[];
  idOf: (item: T) => string;
  /** Ids; those that are not among the items count as done. */
  dependenciesOf: (item: T) => readonly string[];
  /** How many run at once, at least 1; light ones do not count. */
  limit: number;
  /** Waits for others more than it works. */
  isLight?: (item: T) => boolean;
  work: (item: T) => Promise<R>;
  onSettled?: (item: T, outcome: Outcome<R>) => void;
}

/**
 * Runs every item as soon as its dependencies are done and a place is free. What
 * ends is looked at once with what waits for it: a run may have thousands.
 */
export function runSchedule<T, R>(
  schedule: Schedule<T, R>,
): Promise<Map<string, Outcome<R>>> {
  const { items, idOf, dependenciesOf, limit, work, onSettled } = schedule;
  const { isLight = () => false } = schedule;
  const outcomes = new Map<string, Outcome<R>>();
  const dependents = groupDependents(schedule);
  const order = new Map(items.map((item, index) => [item, index]));
  const waiting = new Set(items);
  /** In order, for want of a place. */
  const ready: T[] = [];
  let busy = 0;

  return new Promise((resolve, reject) => {
    const settle = (item: T, outcome: Outcome<R>): void => {
      outcomes.set(idOf(item), outcome);
      onSettled?.(item, outcome);
      dependents.get(idOf(item))?.forEach(consider);
      if (outcomes.size === items.length) resolve(outcomes);
    };
    const consider = (item: T): void => {
      const id = dependenciesOf(item).find(
        (each) => dependents.has(each) && outcomes.get(each)?.state !== 'done',
      );
      const isBlocked = id !== undefined && !outcomes.has(id);
      if (isBlocked || !waiting.delete(item)) return;
      if (id !== undefined) settle(item, { state: 'skipped', because: id });
      else if (isLight(item)) start(item, 0);
      else {
        insert(ready, item, order);
        fill();
      }
    };
    const fill = (): void => {
      while (busy < Math.max(1, limit)) {
        const item = ready.shift();
        if (item === undefined) return;
        start(item, 1);
      }
    };
    const start = (item: T, places: number): void => {
      busy += places;
      attempt(() => work(item))
        .then((outcome) => {
          busy -= places;
          settle(item, outcome);
          fill();
        })
        .catch(reject);
    };
    if (items.length === 0) resolve(outcomes);
    items.forEach(consider);
  });
}

/** By id of an item: those that wait for it, in order. */
function groupDependents<T, R>({
  items,
  idOf,
  dependenciesOf,
}: Schedule<T, R>): Map<string, T[]> {
  const dependents = new Map(items.map((item) => [idOf(item), [] as T[]]));
  for (const item of items)
    for (const id of dependenciesOf(item)) dependents.get(id)?.push(item);
  return dependents;
}

function insert<T>(list: T[], item: T, order: ReadonlyMap<T, number>): void {
  const placeOf = (each: T) => order.get(each) ?? 0;
  const before = list.findLastIndex((each) => placeOf(each) < placeOf(item));
  list.splice(before + 1, 0, item);
}

async function attempt<R>(work: () => Promise<R>): Promise<Outcome<R>> {
  try {
    return { state: 'done', result: await work() };
  } catch (error) {
    return { state: 'failed', error };
  }
}
