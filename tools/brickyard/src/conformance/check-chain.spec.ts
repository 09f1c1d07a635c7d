import { checkChain, type ImageBelow } from './check-chain';
import type { DatedWaiver } from './date-waivers';
import type { Rule } from './rule';
import {
  testFlavourFacts,
  testImageFacts,
  testSubject,
} from './testing/test-subject';

const rule = (id: string, more: Partial<Rule>): Rule => ({
  ...{ id, severity: 'error', title: 'a title', why: 'why', source: 'a page' },
  needs: 'image',
  appliesTo: () => true,
  check: () => [],
  ...more,
});
/** Finds a line in sources. */
const ofSources = (needs: 'flavour' | 'any' = 'flavour') =>
  rule('A-01', {
    needs,
    check: ({ flavour }) =>
      flavour?.dockerfileText.includes('bad')
        ? [
            {
              message: 'is bad',
              hint: 'mend it',
              place: { file: flavour.path },
            },
          ]
        : [],
  });
const base = (text: string, more: Partial<ImageBelow> = {}): ImageBelow => ({
  flavour: testFlavourFacts(text, { name: 'base', path: 'packages/base' }),
  waivers: [],
  ...more,
});
const subject = testSubject({
  flavour: testFlavourFacts('FROM brickyard/base\n'),
  image: testImageFacts(),
});
const bad = 'FROM ubuntu:24.04\nRUN bad\n';
const known = { rule: 'A-01', reason: 'we know' };
const waiver: DatedWaiver = { ...known, standing: 'valid' };
const chain = (...below: ImageBelow[]) => ({ waivers: [], below });

describe('checkChain', () => {
  it.each(['flavour', 'any'] as const)(
    'finds what the sources below break, for a rule that needs %s',
    (needs) => {
      const { findings, checked } = checkChain(subject, chain(base(bad)), [
        ofSources(needs),
      ]);
      expect(findings).toMatchObject([{ place: { file: 'packages/base' } }]);
      expect(checked).toEqual(['A-01']);
    },
  );

  it('asks rules about the image once', () => {
    const faulty = rule('B-01', {
      check: () => [{ message: 'is wrong', hint: 'mend it' }],
    });
    const { findings } = checkChain(subject, chain(base(bad), base(bad)), [
      faulty,
    ]);
    expect(findings).toHaveLength(1);
  });

  it('puts the line below on what the image has from there', () => {
    const inherited = rule('B-01', {
      check: ({ flavour }) => [
        {
          ...{ message: 'is wrong', hint: 'mend it' },
          place: flavour?.name === 'base' ? { file: 'x', line: 7 } : undefined,
        },
      ],
    });
    const { findings } = checkChain(subject, chain(base(bad)), [inherited]);
    expect(findings).toMatchObject([{ place: { file: 'x', line: 7 } }]);
  });

  it.each([
    ['its own', { waivers: [waiver], below: [base(bad)] }, []],
    ['that of the image below', chain(base(bad, { waivers: [waiver] })), []],
  ])('takes sources below out by a waiver: %s', (_whose, given, left) => {
    const { findings, waived } = checkChain(subject, given, [ofSources()]);
    expect(findings).toEqual(left);
    expect(waived).toMatchObject([{ ...known, findings: [{}] }]);
  });

  it('lets a waiver below hide nothing of the image', () => {
    const faulty = rule('A-01', {
      check: () => [{ message: 'is wrong', hint: 'mend it' }],
    });
    const below = base(bad, { waivers: [waiver] });
    expect(checkChain(subject, chain(below), [faulty]).findings).toHaveLength(
      1,
    );
  });

  it('tells of its own waivers alone that nothing needs them', () => {
    const below = base('FROM ubuntu:24.04\n', { waivers: [waiver] });
    expect(checkChain(subject, chain(below), [ofSources()]).findings).toEqual(
      [],
    );
    const own = { waivers: [waiver], below: [below] };
    expect(checkChain(subject, own, [ofSources()]).findings).toMatchObject([
      { rule: 'WAIVER', place: { file: 'packages/a/image.ts' } },
    ]);
  });

  it('counts what a waiver below took out until it ended, and says so', () => {
    const ended: DatedWaiver = {
      ...{ ...known, until: '2027-03-31', standing: 'ended' },
    };
    const below = base(bad, { waivers: [ended] });
    expect(
      checkChain(subject, chain(below), [ofSources()]).findings,
    ).toMatchObject([
      { rule: 'A-01', place: { file: 'packages/base' } },
      {
        rule: 'WAIVER',
        message: 'the waiver of A-01 ended on 2027-03-31',
        place: { file: 'packages/base/image.ts' },
      },
    ]);
    const sound = base('FROM ubuntu:24.04\n', { waivers: [ended] });
    expect(checkChain(subject, chain(sound), [ofSources()]).findings).toEqual(
      [],
    );
    const own = { waivers: [waiver], below: [below] };
    expect(checkChain(subject, own, [ofSources()])).toMatchObject({
      ...{ findings: [], waived: [known] },
    });
  });
});
