import { isAtLeast } from './compare-runtime';
import { describeScope } from './describe-scope';
import type { Rule, RuleRow } from './rule';
import { img02 } from './rules/img-02';
import { py01 } from './rules/py-01/py-01';
import { r07 } from './rules/r-07/r-07';
import { r08 } from './rules/r-08';
import { sys03 } from './rules/sys-03';
import { testRuntime } from './testing/test-subject';

const ruleFor = (appliesTo: Rule['appliesTo']): RuleRow => ({
  ...{ id: 'A-01', severity: 'error', title: 'a', why: 'b', source: 'c' },
  ...{ needs: 'image', appliesTo, check: () => [] },
});

describe('describeScope', () => {
  it.each<[string, RuleRow]>([
    ['every image', ruleFor(() => true)],
    ['every image since 13.3', sys03],
    ['every image, not for stand-ins', img02],
    ['images with Python, images with R since 11.3', py01],
    ['images with R and no Python since 11.3', r07],
    ['images with Python and R', r08],
    [
      'images with R since 16.4',
      ruleFor(
        ({ languages, runtime: line }) =>
          languages.includes('r') && isAtLeast(line, '16.4'),
      ),
    ],
  ])('%s', (words, row) => {
    expect(describeScope(row, testRuntime)).toBe(words);
  });
});
