import { checkConformance } from './check-conformance';
import type { DatedWaiver, Standing } from './date-waivers';
import type { Rule } from './rule';
import { ruleTable } from './rule-table';
import { lineNamed, testImageFacts, testSubject } from './testing/test-subject';

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  severity: 'error',
  ...{ title: 'a title', why: 'a reason', source: 'a page' },
  needs: 'image',
  appliesTo: () => true,
  check: () => [{ message: 'is wrong', hint: 'mend it' }],
  ...more,
});
const quiet = { check: () => [] };
const subject = testSubject({ image: testImageFacts() });

describe('checkConformance', () => {
  it('puts id and severity on what a rule finds', () => {
    const soft = rule('B-02', {
      check: () => [{ message: 'odd', hint: 'look', severity: 'info' }],
    });
    const { findings, checked } = checkConformance(
      subject,
      [],
      [rule('A-01'), soft],
    );
    expect(checked).toEqual(['A-01', 'B-02']);
    expect(findings).toEqual([
      { rule: 'A-01', severity: 'error', message: 'is wrong', hint: 'mend it' },
      { rule: 'B-02', severity: 'info', message: 'odd', hint: 'look' },
    ]);
  });

  it('tells once what a rule finds twice', () => {
    const fault = { message: 'is wrong', hint: 'mend it' };
    const twice = rule('A-01', { check: () => [fault, { ...fault }] });
    const { findings } = checkConformance(subject, [], [twice]);
    expect(findings).toHaveLength(1);
  });

  it.each([
    ['flavour', 'needs the sources, which only the flavour itself has'],
    ['image', 'needs the built image'],
    ['inventory', 'needs to look into the image'],
  ] as const)('skips what needs the %s that is absent', (needs, because) => {
    const rules = [rule('A-01', { needs })];
    expect(checkConformance(testSubject(), [], rules)).toEqual({
      ...{ findings: [], checked: [], waived: [] },
      skipped: [{ rule: 'A-01', because }],
    });
  });

  it('never skips what takes any part', () => {
    const { checked } = checkConformance(
      testSubject(),
      [],
      [rule('A-01', { needs: 'any' })],
    );
    expect(checked).toEqual(['A-01']);
  });

  it('says why a rule cannot judge this subject', () => {
    const because = 'a stand-in';
    const rules = [rule('A-01', { unable: () => because })];
    const { checked, skipped } = checkConformance(subject, [], rules);
    expect(checked).toEqual([]);
    expect(skipped).toEqual([{ rule: 'A-01', because }]);
  });

  it('takes a rule in two parts for one', () => {
    const parts = [rule('A-01'), rule('A-01', { needs: 'any' })];
    const both = checkConformance(subject, [], parts);
    expect(both.checked).toEqual(['A-01']);
    expect(both.findings).toHaveLength(2);
    const one = checkConformance(testSubject(), [], parts);
    expect(one.checked).toEqual(['A-01']);
    expect(one.skipped).toMatchObject([{ rule: 'A-01' }]);
    const waiver: DatedWaiver = {
      ...{ rule: 'A-01', reason: 'we know', standing: 'valid' },
    };
    const { waived, findings } = checkConformance(subject, [waiver], parts);
    expect(findings).toEqual([]);
    expect(waived).toMatchObject([{ findings: [{}, {}] }]);
  });

  it('says nothing of a rule for others', () => {
    const rules = [rule('A-01', { appliesTo: () => false })];
    expect(checkConformance(subject, [], rules)).toEqual({
      ...{ findings: [], checked: [], skipped: [], waived: [] },
    });
  });
});

describe('waivers', () => {
  const known = { rule: 'A-01', reason: 'we know' };
  const waiver: DatedWaiver = { ...known, standing: 'valid' };
  const until = (standing: Standing): DatedWaiver => ({
    ...{ ...known, until: '2027-03-31', standing },
  });

  it('take findings out, and keep them in sight', () => {
    const result = checkConformance(subject, [waiver], [rule('A-01')]);
    expect(result.findings).toEqual([]);
    expect(result.checked).toEqual(['A-01']);
    expect(result.waived).toMatchObject([
      { ...known, findings: [{ message: 'is wrong' }] },
    ]);
  });

  it.each([
    ['of a rule that finds nothing', rule('A-01', quiet), /finds nothing on/],
    [
      'of a rule for others',
      rule('A-01', { appliesTo: () => false }),
      /finds nothing on 17.3-LTS/,
    ],
    ['of no rule', rule('B-01', quiet), /there is no such rule/],
  ])('are a finding themselves: %s', (_what, only, message) => {
    const { findings } = checkConformance(subject, [waiver], [only]);
    expect(findings).toMatchObject([{ rule: 'WAIVER', severity: 'warning' }]);
    expect(findings[0]?.message).toMatch(message);
  });

  it('wait for a rule that could not look', () => {
    const rules = [rule('A-01', { needs: 'inventory' })];
    expect(checkConformance(subject, [waiver], rules).findings).toEqual([]);
  });

  it('are for the lines they name alone', () => {
    const old = { ...waiver, runtimes: ['15.4-LTS'] };
    const rules = [rule('A-01')];
    expect(checkConformance(subject, [old], rules).findings).toMatchObject([
      { rule: 'A-01' },
    ]);
    const before = { ...subject, runtime: lineNamed('15.4-LTS') };
    expect(checkConformance(before, [old], rules).findings).toEqual([]);
  });

  it('hide nothing once they have ended, and say when that was', () => {
    const rules = [rule('A-01')];
    const result = checkConformance(subject, [until('ended')], rules);
    expect(result.waived).toEqual([]);
    expect(result.findings).toMatchObject([
      { rule: 'A-01', severity: 'error' },
      {
        ...{ rule: 'WAIVER', severity: 'warning' },
        message: 'the waiver of A-01 ended on 2027-03-31',
      },
    ]);
  });

  it('still count in the days before their end, and say when that is', () => {
    const rules = [rule('A-01')];
    const result = checkConformance(subject, [until('ending')], rules);
    expect(result.waived).toMatchObject([known]);
    expect(result.findings).toMatchObject([
      {
        ...{ rule: 'WAIVER', severity: 'warning' },
        message: 'the waiver of A-01 ends on 2027-03-31',
      },
    ]);
    const far = checkConformance(subject, [until('valid')], rules);
    expect(far.findings).toEqual([]);
  });

  it('are told of once: a needless one is not said to end', () => {
    const rules = [rule('A-01', quiet)];
    const { findings } = checkConformance(subject, [until('ending')], rules);
    expect(findings).toMatchObject([
      { message: 'image.ts waives A-01, which finds nothing on 17.3-LTS' },
    ]);
    const ended = checkConformance(subject, [until('ended')], rules);
    expect(ended.findings).toMatchObject([
      { message: 'the waiver of A-01 ended on 2027-03-31' },
    ]);
  });
});

describe('ruleTable', () => {
  it('is in order, and an id has one rule for each part of a subject', () => {
    const ids = ruleTable.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    const parts = ruleTable.map(({ id, needs }) => `${id} ${needs}`);
    expect(parts).toEqual([...new Set(parts)]);
  });

  it.each(ruleTable.map((each) => [each.id, each.needs, each] as const))(
    '%s, of %s, says what, why and whence',
    (id, _needs, { title, why, source }) => {
      expect(id).toMatch(/^[A-Z]+-\d\d$/);
      for (const text of [title, why, source]) expect(text).toMatch(/\S/);
    },
  );
});
