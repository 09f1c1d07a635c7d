import {
  askBuildkit,
  type PatternCase,
  type PatternReading,
} from './ask-buildkit';
import { compareReadings } from './compare-readings';
import { dockerfileCases } from './dockerfile-cases';
import { globAsBrickyard, ignoreAsBrickyard } from './match-as-brickyard';
import { globCases, ignoreCases } from './pattern-cases';
import { readAsBrickyard } from './read-as-brickyard';

const counts: string[] = [];
afterAll(() => process.stdout.write(`${counts.join('\n')}\n`));

describe('Dockerfiles beside BuildKit', () => {
  it.each(Object.entries(dockerfileCases))('%s', (group, cases) => {
    const theirs = askBuildkit({ dockerfiles: cases }).dockerfiles;
    const compared = cases.map((each, index) => {
      const reading = theirs[index];
      if (reading === undefined) throw new Error('no answer');
      return { ...each, ...compareReadings(readAsBrickyard(each), reading) };
    });
    const withVerdict = (wanted: string) =>
      compared.filter(({ verdict }) => verdict === wanted);
    const count = (wanted: string) => `${withVerdict(wanted).length} ${wanted}`;
    counts.push(
      `${group}: ${['same', 'explained', 'unexplained'].map(count).join(', ')}`,
    );
    expect(withVerdict('unexplained')).toEqual([]);
  });
});

describe("patterns beside moby's", () => {
  it('ignores what it ignores', () => {
    const { ignores } = askBuildkit({ ignores: ignoreCases });
    expectSame('.dockerignore', ignoreCases, ignores, ignoreAsBrickyard);
  });

  it('copies what it copies', () => {
    const { globs } = askBuildkit({ globs: globCases });
    expectSame('globs', globCases, globs, globAsBrickyard);
  });
});

function expectSame(
  name: string,
  cases: readonly PatternCase[],
  theirs: readonly PatternReading[],
  read: (each: PatternCase) => PatternReading,
): void {
  const print = (reading: PatternReading | undefined) =>
    reading?.error ? 'refused' : JSON.stringify(reading?.matched);
  const different = cases.flatMap((each, index) => {
    const [ours, other] = [print(read(each)), print(theirs[index])];
    // Docker finds a range that is none only when it needs the line.
    const isNever = ours === 'refused' && each.text.includes('[c-a]');
    return isNever || ours === other
      ? []
      : [{ text: each.text, ours, theirs: other }];
  });
  const same = cases.length - different.length;
  counts.push(`${name}: ${same} same, ${different.length} unexplained`);
  expect(different).toEqual([]);
}
