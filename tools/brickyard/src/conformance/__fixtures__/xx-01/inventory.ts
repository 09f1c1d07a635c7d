import { hasExecutable } from '../../has-executable';
import type { RuleHalf } from '../../rule';
import { unableWithout } from '../../system-facts';

export const inventory: RuleHalf = {
  needs: 'inventory',
  unable: unableWithout('executables'),
  check: ({ inventory }) =>
    hasExecutable(inventory, 'cowsay')
      ? [{ message: 'cowsay is on PATH', hint: 'remove it' }]
      : [],
};
