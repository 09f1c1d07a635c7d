import { engineSuites, runSuite } from './store-suites';

describe.each(['containerd', 'overlay2'] as const)(
  'on a newer engine with the store %s',
  (store) => {
    it.each(engineSuites)('%s passes', async (suite) => {
      const { status, output } = await runSuite(suite, store);
      // The output says what failed; the status alone would not.
      expect(status === 0 ? '' : output).toBe('');
    });
  },
);
