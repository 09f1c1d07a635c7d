import { readCorpus } from './corpus';
import { runTarget } from './run-target';
import { targetTable } from './target-table';

/** Only what hangs for good is found here, however busy the machine: `npm run fuzz` measures. */
const cpu = 20_000;

describe('what was ever found', () => {
  const names = targetTable
    .map(({ name }) => name)
    .filter((name) => readCorpus(name).length > 0);

  it.each(names)('is not found any more: %s', async (target) => {
    const run = await runTarget({ target, cpu });
    expect(run).toEqual({ tried: readCorpus(target).length, found: [] });
  });
});
