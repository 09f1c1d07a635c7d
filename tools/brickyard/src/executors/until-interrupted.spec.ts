import { untilInterrupted } from './until-interrupted';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const listeners = () =>
  names.reduce((sum, name) => sum + process.listenerCount(name), 0);

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('untilInterrupted', () => {
  it.each(names)('tells the work of %s', async (name) => {
    const before = listeners();
    const reason = await untilInterrupted(async (signal) => {
      expect(signal.aborted).toBe(false);
      process.emit(name, name);
      return signal.reason as unknown;
    });
    expect(reason).toMatchObject({ code: 'INTERRUPTED' });
    expect(listeners()).toBe(before);
  });

  it.each(names)('minds no %s that comes again', async (name) => {
    const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    await untilInterrupted(async () => {
      for (const again of [name, ...names]) process.emit(again, again);
      expect(listeners()).toBeGreaterThanOrEqual(names.length);
    });
    expect(kill).not.toHaveBeenCalled();
  });

  it('ends at once when Ctrl-C is pressed once more', async () => {
    const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    const before = listeners();
    jest.useFakeTimers();
    await untilInterrupted(async () => {
      process.emit('SIGINT', 'SIGINT');
      jest.advanceTimersByTime(1_000);
      process.emit('SIGTERM', 'SIGTERM');
      expect(kill).not.toHaveBeenCalled();
      process.emit('SIGINT', 'SIGINT');
      expect(kill).toHaveBeenCalledWith(process.pid, 'SIGINT');
      expect(listeners()).toBe(before);
    });
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
