import { untilInterrupted } from './until-interrupted';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const listeners = () =>
  names.reduce((sum, name) => sum + process.listenerCount(name), 0);

describe('untilInterrupted', () => {
  it.each(names)('tells the work of %s', async (name) => {
    const before = listeners();
    const reason = await untilInterrupted(async (signal) => {
      expect(signal.aborted).toBe(false);
      process.emit(name);
      return signal.reason as unknown;
    });
    expect(reason).toMatchObject({ code: 'INTERRUPTED' });
    expect(listeners()).toBe(before);
  });

  it('listens no longer than the work takes', async () => {
    const before = listeners();
    const work = untilInterrupted(async () => {
      expect(listeners()).toBe(before + 3);
      throw new Error('over');
    });
    await expect(work).rejects.toThrow('over');
    expect(listeners()).toBe(before);
  });
});
