import type { Finding } from '../conformance/rule';
import { countFindings, renderFindings } from './render-findings';

const warning: Finding = {
  rule: 'IMG-08',
  severity: 'warning',
  message: 'ubuntu:24.04 is not pinned',
  hint: 'run npx brickyard refresh',
};
const error: Finding = {
  rule: 'IMG-07',
  severity: 'error',
  message: 'no such user',
  expected: 'root',
  found: 'me',
  place: { file: 'packages/a/Dockerfile', line: 3 },
  hint: 'take USER out',
};

describe('renderFindings', () => {
  it('shows errors first, with place, difference and mend', () => {
    expect(renderFindings([warning, error])).toEqual([
      'packages/a/Dockerfile:3: error IMG-07: no such user',
      '  expected: root',
      '  found: me',
      '  hint: take USER out',
      'warning IMG-08: ubuntu:24.04 is not pinned',
      '  hint: run npx brickyard refresh',
    ]);
  });
});

describe('countFindings', () => {
  it.each([
    [[], 'no findings'],
    [[error], '1 error'],
    [[error, error, warning], '2 errors, 1 warning'],
    [[{ ...warning, severity: 'info' as const }], '1 info'],
  ])('counts by severity: %#', (findings, text) => {
    expect(countFindings(findings)).toBe(text);
  });
});
