import { askGo } from './ask-go';
import { compareStructures } from './compare-structures';
import { Random } from './random';
import { drawStructure, structureTable } from './structure-cases';

const SEED = 16;

describe('test files beside container-structure-test', () => {
  const counts: string[] = [];
  afterAll(() => process.stdout.write(`${counts.join('\n')}\n`));

  const drawn = () => {
    const random = new Random(SEED);
    return Array.from({ length: 1000 }, () => drawStructure(random));
  };

  it.each([
    ['test files of the table', () => structureTable],
    [`test files drawn with seed ${SEED}`, drawn],
  ])('reads %s as yaml.v2 does', (name, list) => {
    const texts = list();
    const answers = askGo({
      structures: texts.map((text) => ({ text })),
    }).structures;
    const compared = texts.map((text, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error('no answer');
      return compareStructures(text, answer);
    });
    const those = (wanted: string) =>
      compared.filter(({ verdict }) => verdict === wanted);
    const numbers = ['same', 'explained', 'unexplained'].map(
      (wanted) => `${those(wanted).length} ${wanted}`,
    );
    counts.push(`${name}: ${numbers.join(', ')}`);
    expect(those('unexplained')).toEqual([]);
  });
});
