import { type Oracle, zipAnswers } from '../oracle/oracle';
import { Random } from '../random';
import { askGo } from './ask-go';
import { compareStructures } from './compare-structures';
import { drawStructure, structureTable } from './structure-cases';

const SEED = 16;
const MODULE = 'github.com/GoogleContainerTools/container-structure-test';

export const structureOracles: readonly Oracle[] = [
  {
    name: 'structure tests of the table',
    least: 1400,
    ask: () => compare(structureTable),
  },
  {
    name: `structure tests drawn with seed ${SEED}`,
    least: 1000,
    ask: () => {
      const random = new Random(SEED);
      return compare(Array.from({ length: 1000 }, () => drawStructure(random)));
    },
  },
];

function compare(texts: readonly string[]) {
  const asked = texts.map((text) => ({ text }));
  const { structures, versions } = askGo({ structures: asked });
  const tool = `structure-test ${versions[MODULE]}, yaml.v2 ${versions['gopkg.in/yaml.v2']}`;
  const cases = zipAnswers(texts, structures).map(([text, theirs]) => {
    const { verdict, ...shown } = compareStructures(text, theirs);
    const why =
      'container-structure-test takes a file whose tests mean nothing, or need what is refused here';
    return { verdict, ...(verdict === 'explained' && { why }), shown };
  });
  return { tool, cases };
}
