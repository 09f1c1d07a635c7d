import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { terminationCauses } from '../cluster/termination-codes';
import { renderTerminationPage } from './render-termination-page';

const page = join(__dirname, '../../../../docs/cluster-failures.md');

describe('renderTerminationPage', () => {
  it('is what docs/cluster-failures.md says; node tools/brickyard/write-termination-page.cjs writes it', () => {
    expect(readFileSync(page, 'utf8')).toBe(
      renderTerminationPage(terminationCauses),
    );
  });

  it('has no cell that would end early', () => {
    for (const { cause, next } of terminationCauses)
      expect(cause + next).not.toMatch(/[|\n]/);
  });
});

it('a code has one row', () => {
  const codes = terminationCauses.flatMap((each) => each.codes);
  expect(codes).toEqual([...new Set(codes)]);
});
