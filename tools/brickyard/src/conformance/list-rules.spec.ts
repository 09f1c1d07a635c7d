import { xx01 } from './__fixtures__/xx-01/xx-01';
import { checkConformance } from './check-conformance';
import { listRules } from './list-rules';
import { ruleRows, ruleTable } from './rule-table';
import {
  onPath,
  testFlavourFacts,
  testSubject,
  testSystem,
} from './testing/test-subject';

/** The repository's table with one more row. */
const rules = listRules([xx01, ...ruleRows]);
const flavour = testFlavourFacts('FROM a\nRUN apt-get install -y cowsay\n');
const inventory = testSystem({ executables: onPath('cowsay') });
const found = (subject: object, waivers: { standing: 'valid' }[] = []) =>
  checkConformance(
    testSubject({ languages: ['python'], ...subject }),
    waivers.map((each) => ({ rule: 'XX-01', reason: 'why', ...each })),
    rules,
  );
const messages = (subject: object) =>
  found(subject)
    .findings.filter(({ rule }) => rule === 'XX-01')
    .map(({ severity, message }) => `${severity} ${message}`);

describe('listRules', () => {
  it('keeps the order of ids, and of the halves of a rule', () => {
    const ids = rules.map(({ id, needs }) => `${id} ${needs}`);
    expect(ids).toEqual([
      ...ruleTable.map(({ id, needs }) => `${id} ${needs}`),
      'XX-01 inventory',
      'XX-01 flavour',
    ]);
  });

  it("gives a half the rule's scope unless it has its own", () => {
    const python = testSubject({ languages: ['python'] });
    const none = testSubject({ languages: [] });
    const [half] = xx01.halves;
    if (half === undefined) throw new Error('xx01 has halves');
    const wide = { ...half, appliesTo: () => true };
    const scopes = listRules([{ ...xx01, halves: [half, wide] }]).map(
      ({ appliesTo }) => [appliesTo(python), appliesTo(none)],
    );
    expect(scopes).toEqual([
      [true, false],
      [true, true],
    ]);
  });
});

describe('a rule with two halves, added with one row', () => {
  it('looks at the sources, at the image, and at both', () => {
    const installed = 'warning cowsay is installed';
    const onPath = 'warning cowsay is on PATH';
    expect(messages({ flavour })).toEqual([installed]);
    expect(messages({ inventory })).toEqual([onPath]);
    expect(messages({ flavour, inventory })).toEqual([onPath, installed]);
    expect(messages({ flavour, inventory, languages: ['r'] })).toEqual([]);
  });

  it('is one rule: checked once, waived as a whole', () => {
    const subject = { flavour, inventory };
    const { checked, waived } = found(subject, [{ standing: 'valid' }]);
    expect(checked.filter((id) => id === 'XX-01')).toHaveLength(1);
    const own = waived.find(({ rule }) => rule === 'XX-01');
    expect(own?.findings.map(({ message }) => message)).toEqual([
      'cowsay is on PATH',
      'cowsay is installed',
    ]);
  });

  it('says which half could not look', () => {
    const { checked, skipped } = found({ flavour });
    expect(checked).toContain('XX-01');
    expect(skipped).toContainEqual({
      rule: 'XX-01',
      because: 'needs to look into the image',
    });
  });
});
