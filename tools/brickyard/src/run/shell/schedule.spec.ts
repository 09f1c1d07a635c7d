import { type Outcome, runSchedule } from './schedule';

interface Item {
  id: string;
  on?: string[];
}

function schedule(
  items: Item[],
  work: (id: string) => Promise<string>,
  limit = 2,
) {
  return runSchedule<Item, string>({
    items,
    limit,
    idOf: ({ id }) => id,
    dependenciesOf: ({ on = [] }) => on,
    work: ({ id }) => work(id),
  });
}

const states = (outcomes: Map<string, Outcome<string>>) =>
  Object.fromEntries([...outcomes].map(([id, { state }]) => [id, state]));

describe('runSchedule', () => {
  it('runs a dependency to its end before the dependent starts', async () => {
    const log: string[] = [];
    await schedule([{ id: 'a' }, { id: 'b', on: ['a'] }], async (id) => {
      log.push(`${id} starts`);
      await Promise.resolve();
      log.push(`${id} ends`);
      return id;
    });
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  });

  it.each([1, 2, 3])(
    'never runs more than %i at once, and reaches it',
    async (limit) => {
      let running = 0;
      let most = 0;
      const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
      await schedule(
        items,
        async (id) => {
          most = Math.max(most, ++running);
          await new Promise(setImmediate);
          running--;
          return id;
        },
        limit,
      );
      expect(most).toBe(limit);
    },
  );

  it('lets light ones run beside as many as may', async () => {
    const log: string[] = [];
    let endLight = (): void => undefined;
    const light = new Promise<void>((resolve) => (endLight = resolve));
    await runSchedule<Item, string>({
      items: ['a', 'b', 'light c', 'light d'].map((id) => ({ id })),
      limit: 1,
      isLight: ({ id }) => id.startsWith('light'),
      idOf: ({ id }) => id,
      dependenciesOf: () => [],
      work: async ({ id }) => {
        log.push(id);
        if (id.startsWith('light')) await light;
        if (id === 'b') endLight();
        return id;
      },
    });
    expect(log).toEqual(['a', 'light c', 'light d', 'b']);
  });

  it('starts what is ready in the order of the items', async () => {
    const log: string[] = [];
    const items = [
      { id: 'a' },
      { id: 'b', on: ['a'] },
      { id: 'c' },
      { id: 'd' },
    ];
    await schedule(
      items,
      async (id) => {
        log.push(id);
        return Promise.resolve(id);
      },
      1,
    );
    expect(log).toEqual(['a', 'b', 'c', 'd']);
  });

  it('ends with what goes wrong beside the work', async () => {
    const run = runSchedule<Item, string>({
      items: [{ id: 'a' }],
      limit: 1,
      idOf: ({ id }) => id,
      dependenciesOf: () => [],
      work: ({ id }) => Promise.resolve(id),
      onSettled: () => {
        throw new Error('the reporter is broken');
      },
    });
    await expect(run).rejects.toThrow('the reporter is broken');
  });

  it('skips what depends on a failure, and finishes the rest', async () => {
    const items = [
      { id: 'a' },
      { id: 'b', on: ['a'] },
      { id: 'c', on: ['b'] },
      { id: 'd' },
    ];
    const outcomes = await schedule(items, async (id) => {
      if (id === 'a') throw new Error('broken');
      return Promise.resolve(id);
    });
    expect(states(outcomes)).toEqual({
      a: 'failed',
      b: 'skipped',
      c: 'skipped',
      d: 'done',
    });
    expect(outcomes.get('c')).toEqual({ state: 'skipped', because: 'b' });
  });

  it('treats a dependency from outside as done', async () => {
    const outcomes = await schedule([{ id: 'a', on: ['elsewhere'] }], (id) =>
      Promise.resolve(id),
    );
    expect(states(outcomes)).toEqual({ a: 'done' });
  });

  it('turns a throw before the first await into a failure too', async () => {
    const outcomes = await schedule([{ id: 'a' }], () => {
      throw new Error('at once');
    });
    expect(states(outcomes)).toEqual({ a: 'failed' });
  });
});
