import { parseOutcomes } from './parse-outcomes';

const parse = (...rows: string[]) =>
  parseOutcomes(rows.map((row) => `brickyard:test\t${row}\n`).join(''));

describe('parseOutcomes', () => {
  it('reads how a test ended and what it printed', () => {
    const { outcomes, isWhole } = parse(
      'result\t2\t3\t150\t20',
      'out\t2\ta\tb',
      'out\t2\t',
      'err\t2\toh',
      'end',
    );
    expect(isWhole).toBe(true);
    expect(outcomes.get(2)).toEqual({
      state: 'exited',
      status: 3,
      seconds: 1.5,
      allowed: 20,
      stdout: 'a\tb\n\n',
      stderr: 'oh\n',
      cut: 0,
    });
  });

  it('reads packages', () => {
    const { outcomes } = parse(
      'begin\t1',
      'package\t1\tok\t250\t2.1\t-',
      'package\t2\tfailed\t0\t-\tno module x',
      'package\t3\tmissing\t0\t-\t-',
    );
    expect(outcomes.get(1)).toMatchObject({
      state: 'ok',
      seconds: 0.25,
      version: '2.1',
      message: undefined,
    });
    expect(outcomes.get(2)).toMatchObject({ message: 'no module x' });
    expect(outcomes.get(3)).toMatchObject({ state: 'missing' });
  });

  it('gives a crash to one package or to all that were left', () => {
    const { outcomes } = parse('crash\t3\t5\t127\t10', 'late\t6\t7', 'late\t9');
    expect([...outcomes].map(([number, { state }]) => [number, state])).toEqual(
      [
        [3, 'crashed'],
        [4, 'crashed'],
        [5, 'crashed'],
        [6, 'late'],
        [7, 'late'],
        [9, 'late'],
      ],
    );
    expect(outcomes.get(3)).toMatchObject({ status: 127, seconds: 0.1 });
  });

  it('says how much was not kept', () => {
    const { outcomes } = parse(
      'result\t1\t1\t0\t5',
      'out\t1\ta',
      'cut\tout\t1\t4000',
      'out\t1\tz',
    );
    const stdout = 'a\n… 4000 bytes left out …\nz\n';
    expect(outcomes.get(1)).toMatchObject({ cut: 4000, stdout });
  });

  it('says it where it is missing', () => {
    const { outcomes } = parse(
      'result\t1\t1\t0\t5',
      'cut\terr\t1\t10',
      'cut\tlog\t1\t5',
    );
    expect(outcomes.get(1)).toMatchObject({
      cut: 15,
      stdout: '',
      stderr: '… 10 bytes left out …\n',
    });
  });

  it.each([
    ['a line without a mark', 'hello'],
    ['a row behind another mark', 'buildyard-test\tend'],
    ['a row that is cut off', 'brickyard:test\tresult\t1\t0'],
    ['no numbers', 'brickyard:test\tresult\tone\t0\t0\t1'],
    ['an unknown kind', 'brickyard:test\twhat\t1'],
    ['an unknown state', 'brickyard:test\tpackage\t1\tmaybe\t1\t1\t-'],
  ])('passes over %s', (_, line) => {
    const { outcomes, isWhole } = parseOutcomes(`${line}\n`);
    expect([outcomes.size, isWhole]).toEqual([0, false]);
  });

  it('takes no row for more tests than a suite can have', () => {
    const rows = Array.from({ length: 100 }, (_, at) => `late\t${at}\t1e9`);
    expect(parse(...rows).outcomes.size).toBeLessThanOrEqual(10_000);
  });

  it('tells of a runner that can do nothing', () => {
    expect(parse('trouble\tno folder').trouble).toBe('no folder');
  });
});
