import { askBuildkit } from './ask-buildkit';
import { compareReadings } from './compare-readings';
import { dockerfileCases } from './dockerfile-cases';
import { readAsBrickyard } from './read-as-brickyard';

describe('Dockerfiles beside BuildKit', () => {
  const counts: string[] = [];
  afterAll(() => process.stdout.write(`${counts.join('\n')}\n`));

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
