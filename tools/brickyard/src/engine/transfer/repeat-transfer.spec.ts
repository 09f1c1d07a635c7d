import { BrickyardError } from '../../errors';
import { MAX_ATTEMPTS } from '../../http/retry';
import { registryError } from './registry-failure';
import { repeatTransfer } from './repeat-transfer';

const busy = registryError('push r/x:1', 'HTTP status: 503');
const denied = registryError('push r/x:1', 'denied: no');

/** Fails as often as there are errors, then resolves to `done`. */
function run(
  errors: readonly Error[],
  given: { signal?: AbortSignal; ask?: () => Promise<void> } = {},
) {
  const left = [...errors];
  const waits: number[] = [];
  const told: string[] = [];
  const transfer = () => {
    const error = left.shift();
    return error ? Promise.reject(error) : Promise.resolve('done');
  };
  const result = repeatTransfer(transfer, {
    signal: given.signal ?? new AbortController().signal,
    askRegistry: given.ask,
    random: () => 0.5,
    sleep: (ms) => Promise.resolve(waits.push(ms)),
    onRepeat: ({ message }) => told.push(message),
  });
  return { result, waits, told, left };
}

describe('repeatTransfer', () => {
  it('waits longer each time, and tells once', async () => {
    const { result, waits, told } = run([busy, busy, busy]);
    expect(await result).toBe('done');
    expect(waits).toEqual([250, 500, 1000]);
    expect(told).toEqual([busy.message]);
  });

  it('ends with the last refusal', async () => {
    const { result, left } = run(Array(MAX_ATTEMPTS + 1).fill(busy));
    await expect(result).rejects.toBe(busy);
    expect(left).toHaveLength(1);
  });

  it.each([denied, new BrickyardError('ENGINE_UNREACHABLE', 'gone')])(
    'does not repeat what fails for good: %s',
    async (error) => {
      const { result, waits, told } = run([error]);
      await expect(result).rejects.toBe(error);
      expect([...waits, ...told]).toEqual([]);
    },
  );

  it('does not repeat what was interrupted', async () => {
    const { result, waits } = run([busy], { signal: AbortSignal.abort() });
    await expect(result).rejects.toBe(busy);
    expect(waits).toEqual([]);
  });
});

describe('a refusal without a code', () => {
  const bare = registryError('push r/x:1', 'error from registry: no');

  it('is the one that the registry itself gives', async () => {
    const own = new BrickyardError('REGISTRY_DENIED', 'HTTP 403');
    const { result, told } = run([bare], { ask: () => Promise.reject(own) });
    await expect(result).rejects.toBe(own);
    expect(told).toEqual([]);
  });

  it('passes where the registry would be written to', async () => {
    const { result } = run([bare, bare], { ask: () => Promise.resolve() });
    expect(await result).toBe('done');
  });

  it('is final where nobody can be asked', async () => {
    await expect(run([bare]).result).rejects.toBe(bare);
  });
});
