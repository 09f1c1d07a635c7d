import { HttpRegistry, type HttpRegistryOptions } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import type { Reply } from '../testing/memory-reply';

const now = Date.parse('2027-01-01T00:00:00Z');

describe('a registry that is busy or gone', () => {
  let memory: MemoryRegistry;
  let slept: number;
  let told: string[];

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    slept = 0;
    told = [];
  });
  afterEach(() => memory.close());

  function open(options: Partial<HttpRegistryOptions> = {}): HttpRegistry {
    return new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
      sleep: (ms) => Promise.resolve((slept += ms)),
      tell: (text) => told.push(text),
      random: () => 0.5,
      now: () => now,
      ...options,
    });
  }

  /** What came of each of 200 questions, by how often. */
  async function askAll(registry: HttpRegistry, host = memory.host) {
    const asked = Array.from({ length: 200 }, (_, index) =>
      registry.headManifest(
        { registry: host, repository: `team/f${index}` },
        'a',
      ),
    );
    const counts = new Map<string, number>();
    for (const result of await Promise.allSettled(asked)) {
      const reason =
        result.status === 'fulfilled'
          ? 'answered'
          : (result.reason as { reason: string }).reason;
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    return Object.fromEntries(counts);
  }

  function answerAll(reply: Reply | 'hang' | 'drop'): void {
    memory.fail({ times: Infinity, reply });
  }

  it('hangs from the start: one request', async () => {
    answerAll('hang');
    const reason = `cannot reach ${memory.host}: no answer in 0 s`;
    const registry = open({ timeout: 20 });
    expect(await askAll(registry)).toEqual({ [reason]: 200 });
    expect(registry.counts.head).toBe(1);
  });

  it('answers once and then hangs: one round of requests', async () => {
    // Long enough for the answer on a busy machine.
    const registry = open({ timeout: 3000 });
    memory.fail({ reply: { status: 404 } });
    answerAll('hang');
    const reason = `cannot reach ${memory.host}: no answer in 3 s`;
    expect(await askAll(registry)).toEqual({ answered: 1, [reason]: 199 });
    // The first that end give their places to others, which then end, too.
    const { head } = registry.counts;
    expect(head).toBeLessThanOrEqual(1 + 16 + 3);
    expect(await askAll(registry)).toEqual({ [reason]: 200 });
    expect(registry.counts.head).toBe(head);
  });

  it('goes while it is asked: two rounds', async () => {
    const registry = open();
    memory.fail({ reply: { status: 404 } });
    answerAll('drop');
    const results = await askAll(registry);
    expect(results.answered).toBe(1);
    expect(Object.keys(results)).toHaveLength(2);
    expect(registry.counts.head).toBeLessThanOrEqual(1 + 30 + 16);
  });

  it.each([
    ['3600', '1 h'],
    ['61', '61 s'],
    ['Fri, 01 Jan 2027 02:30:00 GMT', '2 h 30 min'],
  ])('asks to wait too long (%s): one request, no wait', async (text, wait) => {
    const headers = { 'retry-after': text };
    answerAll({ status: 429, headers });
    const registry = open();
    const reason = `HTTP 429; it asks to wait ${wait}`;
    expect(await askAll(registry)).toEqual({ [reason]: 200 });
    expect(registry.counts.head).toBe(1);
    expect(slept).toBe(0);
    expect(told).toEqual([]);
  });

  it('asks again after what it asked for', async () => {
    const headers = { 'retry-after': '3600' };
    memory.fail({ reply: { status: 503, headers } });
    let time = now;
    const registry = open({ now: () => time });
    const at = { registry: memory.host, repository: 'team/python' };
    const head = () => registry.headManifest(at, 'a');
    await expect(head()).rejects.toMatchObject({ status: 503 });
    await expect(head()).rejects.toMatchObject({ status: 503 });
    time += 3_600_000;
    expect(await head()).toBeUndefined();
    expect(registry.counts.head).toBe(2);
  });

  it('is under maintenance: five tries for all', async () => {
    answerAll({ status: 503 });
    const registry = open();
    expect(await askAll(registry)).toEqual({ 'HTTP 503': 200 });
    expect(registry.counts.head).toBe(5);
  });

  it('goes into maintenance later: two rounds of what is sent at once', async () => {
    const registry = open();
    memory.fail({ reply: { status: 404 } });
    answerAll({ status: 503 });
    expect(await askAll(registry)).toEqual({ answered: 1, 'HTTP 503': 199 });
    expect(registry.counts.head).toBeLessThanOrEqual(1 + 30 + 16);
  });

  it('is waited for no longer than a minute', async () => {
    answerAll({ status: 429, headers: { 'retry-after': '25' } });
    const registry = open();
    await askAll(registry);
    expect(slept).toBe(50_000);
    expect(registry.counts.head).toBe(3);
  });

  it('tells of a wait once', async () => {
    const headers = { 'retry-after': '3' };
    memory.fail({ times: 30, reply: { status: 429, headers } });
    await askAll(open());
    expect(told).toEqual([`${memory.host}: waiting 3 s to ask again`]);
  });

  it('tells of no short wait', async () => {
    memory.fail({ times: 4, reply: { status: 502 } });
    await askAll(open());
    expect(told).toEqual([]);
  });

  it('does not stop another one', async () => {
    const other = await MemoryRegistry.start();
    const gone = memory.host;
    await memory.close();
    const registry = open();
    const [here, there] = await Promise.all([
      askAll(registry, gone),
      askAll(registry, other.host),
    ]);
    expect(here).not.toHaveProperty('answered');
    expect(there).toEqual({ answered: 200 });
    await other.close();
  });

  it('does not stop for a repository that is broken', async () => {
    memory.fail({ path: /f7\//, times: 5, reply: { status: 500 } });
    expect(await askAll(open())).toEqual({ answered: 199, 'HTTP 500': 1 });
  });

  it('has a token server that hangs: one request', async () => {
    const users = { bob: { password: 'pw' } };
    const auth = { scheme: 'bearer' as const, users };
    const guarded = await MemoryRegistry.start({ auth });
    guarded.fail({ path: /^\/token/, times: Infinity, reply: 'hang' });
    const registry = open({ timeout: 3000 });
    const reason = `cannot reach ${guarded.host}: no answer in 3 s`;
    expect(await askAll(registry, guarded.host)).toEqual({ [reason]: 200 });
    const tokens = guarded.requests.filter(({ path }) => /token/.test(path));
    expect(tokens).toHaveLength(1);
    await guarded.close();
  });
});
