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

/** Runs every item as soon as its dependencies are done and a place is free. */
export async function runSchedule<T, R>(
  schedule: Schedule<T, R>,
): Promise<Map<string, Outcome<R>>> {
  const { items, idOf, dependenciesOf, limit, work, onSettled } = schedule;
  const { isLight = () => false } = schedule;
  const outcomes = new Map<string, Outcome<R>>();
  const waiting = new Set(items);
  const known = new Set(items.map(idOf));
  const running = new Set<Promise<void>>();
  const busy = new Set<T>();

  const settle = (item: T, outcome: Outcome<R>): void => {
    outcomes.set(idOf(item), outcome);
    onSettled?.(item, outcome);
  };
  const blocker = (item: T): string | undefined =>
    dependenciesOf(item).find(
      (id) => known.has(id) && outcomes.get(id)?.state !== 'done',
    );
  const start = (item: T): void => {
    waiting.delete(item);
    if (!isLight(item)) busy.add(item);
    const run: Promise<void> = attempt(() => work(item))
      .then((outcome) => settle(item, outcome))
      .finally(() => {
        busy.delete(item);
        running.delete(run);
      });
    running.add(run);
  };

  const hasPlace = (item: T) => isLight(item) || busy.size < Math.max(1, limit);

  while (waiting.size > 0 || running.size > 0) {
    for (const item of waiting) {
      const id = blocker(item);
      if (id === undefined && hasPlace(item)) start(item);
      else if (id !== undefined && outcomes.has(id)) {
        waiting.delete(item);
        settle(item, { state: 'skipped', because: id });
      }
    }
    if (running.size > 0) await Promise.race(running);
  }
  return outcomes;
}

async function attempt<R>(work: () => Promise<R>): Promise<Outcome<R>> {
  try {
    return { state: 'done', result: await work() };
  } catch (error) {
    return { state: 'failed', error };
  }
}
