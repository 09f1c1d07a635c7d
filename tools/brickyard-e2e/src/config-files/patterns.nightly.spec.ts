import { explainPattern } from '../../../brickyard/src/image-tests/pattern';
import { PatternWorker } from '../../../brickyard/src/image-tests/pattern-worker';
import { askGo, type PatternAnswer, type PatternCase } from './ask-go';
import { drawPattern, patternTable } from './pattern-cases';
import { Random } from './random';

const SEED = 16;
const PAIRS = 2000;

type Verdict = 'same' | 'told' | 'unexplained';

describe("patterns beside Go's regexp", () => {
  const counts: string[] = [];
  const worker = new PatternWorker();
  afterAll(async () => {
    await worker.close();
    process.stdout.write(`${counts.join('\n')}\n`);
  });

  /** What re2js refuses is told, so that nothing passes in its place. */
  async function judge(
    { pattern, text }: PatternCase,
    go: PatternAnswer,
  ): Promise<Verdict> {
    const refused = explainPattern(pattern);
    if (refused !== undefined) return go.error === undefined ? 'told' : 'same';
    if (go.error !== undefined) return 'unexplained';
    const found = await worker.within(60)(text, [pattern]);
    return found?.[0] === go.matches ? 'same' : 'unexplained';
  }

  const drawn = () => {
    const random = new Random(SEED);
    return Array.from({ length: PAIRS }, () => drawPattern(random));
  };

  it.each([
    ['patterns of the table', () => patternTable],
    [`patterns drawn with seed ${SEED}`, drawn],
  ])('matches %s as Go does', async (name, list) => {
    const cases = list();
    const answers = askGo({ patterns: cases }).patterns;
    const verdicts: { verdict: Verdict; pair: PatternCase }[] = [];
    for (const [index, pair] of cases.entries()) {
      const answer = answers[index];
      if (answer === undefined) throw new Error('no answer');
      verdicts.push({ verdict: await judge(pair, answer), pair });
    }
    const those = (wanted: Verdict) =>
      verdicts.filter(({ verdict }) => verdict === wanted);
    const matched = answers.filter(({ matches }) => matches).length;
    const told = new Set(those('told').map(({ pair }) => pair.pattern));
    counts.push(
      `${name}: ${cases.length} pairs, ${matched} match, ${those('same').length} same, ` +
        `${those('told').length} refused and told (${[...told].slice(0, 5).join('  ')}), ` +
        `${those('unexplained').length} unexplained`,
    );
    expect(those('unexplained')).toEqual([]);
  });
});
