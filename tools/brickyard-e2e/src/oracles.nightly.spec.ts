import { oracleTable } from './oracle/oracle-table';
import { type Asked, hasFailed, renderCounts } from './oracle/render-counts';

describe('what other tools define', () => {
  const asked: Asked[] = [];
  afterAll(() => process.stdout.write(`${renderCounts(asked)}\n`));

  it.each(oracleTable)('is the same: $name', async (oracle) => {
    const one = { oracle, answer: await oracle.ask() };
    asked.push(one);
    expect(hasFailed(one) ? renderCounts([one]) : '').toBe('');
  });
});
