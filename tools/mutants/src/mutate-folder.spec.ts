import type { StrykerRun } from './configure-stryker';
import { parseMutantOptions } from './mutant-options';
import { mutateFolder } from './mutate-folder';
import type { Mutant } from './parse-report';
import { makeMutant } from './testing/test-mutant';

/** Answers the runs one after the other, and keeps what each was asked. */
async function mutate(allSpecs: boolean, ...answers: Mutant[][]) {
  const runs: StrykerRun[] = [];
  const options = {
    ...parseMutantOptions(['--concurrency', '2']),
    allSpecs,
  };
  const stryke = async (run: StrykerRun) => {
    runs.push(run);
    return answers[runs.length - 1] ?? [];
  };
  const mutants = await mutateFolder('plan', options, '/scratch', stryke);
  return { mutants, runs };
}

describe('mutateFolder', () => {
  it('runs the own specs of a folder, and no others', async () => {
    const own = [makeMutant(1, 'killed'), makeMutant(2, 'survived')];
    const { mutants, runs } = await mutate(false, own);
    expect(mutants).toEqual(own);
    expect(runs).toMatchObject([
      {
        specsOf: 'plan',
        ignoreStatic: false,
        concurrency: 2,
        literals: false,
      },
    ]);
  });

  it('mutates neither specs nor what only they load', async () => {
    const { runs } = await mutate(false, []);
    expect(runs[0]?.mutate).toEqual([
      'tools/brickyard/src/plan/**/*.ts',
      '!**/*.spec.ts',
      '!**/testing/**',
      '!**/__fixtures__/**',
    ]);
  });

  it('asks no others when nothing survived', async () => {
    const { runs } = await mutate(true, [makeMutant(1, 'killed')]);
    expect(runs).toHaveLength(1);
  });

  it('asks all specs about survivors alone, with columns from 0', async () => {
    const own = [makeMutant(1, 'killed'), makeMutant(2, 'survived')];
    const { runs } = await mutate(true, own, []);
    expect(runs).toHaveLength(2);
    expect(runs[1]).toMatchObject({
      mutate: ['tools/brickyard/src/plan/a.ts:2:4-2:9'],
      ignoreStatic: true,
    });
    expect(runs[1]?.specsOf).toBeUndefined();
    expect(runs[1]?.scratch).not.toBe(runs[0]?.scratch);
  });

  it('lets a survivor die of another spec, and no other mutant change', async () => {
    const own = [makeMutant(1, 'ignored'), makeMutant(2, 'survived')];
    own.push(makeMutant(3, 'survived'), makeMutant(4, 'survived'));
    const { mutants } = await mutate(true, own, [
      makeMutant(1, 'killed'),
      makeMutant(2, 'killed'),
      makeMutant(3, 'killed', { replacement: 'a < 1' }),
      makeMutant(4, 'ignored'),
    ]);
    expect(mutants.map(({ fate }) => fate)).toEqual([
      'ignored',
      'killed',
      'survived',
      'survived',
    ]);
  });
});
