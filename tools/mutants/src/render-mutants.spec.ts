import { renderFolder, renderTotal } from './render-mutants';
import { makeMutant } from './testing/test-mutant';

const plan = {
  folder: 'plan',
  mutants: [
    makeMutant(1, 'killed'),
    makeMutant(2, 'survived'),
    makeMutant(3, 'ignored'),
    makeMutant(4, 'killed'),
  ],
};

describe('renderFolder', () => {
  it('counts what was tried, and says where each survivor is', () => {
    expect(renderFolder(plan)).toBe(
      'plan: 3 mutants, 2 killed, 1 survived\n' +
        '  tools/brickyard/src/plan/a.ts:2:5 EqualityOperator: a > 1 → a >= 1',
    );
  });

  it('puts a block on one line, and cuts it at 60 characters', () => {
    const original = `{\n    return '${'x'.repeat(60)}';\n}`;
    const mutant = makeMutant(1, 'survived', { original, replacement: '{}' });
    const text = renderFolder({ folder: 'plan', mutants: [mutant] });
    expect(text).toMatch(/: \{ return 'x{48} … → \{\}$/);
  });
});

describe('renderTotal', () => {
  it('adds folders up', () => {
    const synth = { folder: 'synth', mutants: [makeMutant(1, 'survived')] };
    expect(renderTotal([plan, synth])).toBe(
      'all: 4 mutants, 2 killed, 2 survived',
    );
  });
});
