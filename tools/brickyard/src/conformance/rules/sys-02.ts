import { isAtLeast } from '../compare-runtime';
import { hasExecutable } from '../has-executable';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const sys02: Rule = {
  id: 'SYS-02',
  severity: 'error',
  title: 'setfacl is there',
  why: 'Since 13.3 cluster libraries are installed by a user of their own, who gets access through access control lists.',
  source: 'ubuntu/minimal/Dockerfile of databricks/containers since 13.3',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('executables'),
  check: ({ inventory, runtime }) => {
    if (hasExecutable(inventory, 'setfacl')) return [];
    return [
      {
        severity: isAtLeast(runtime, '13.3') ? 'error' : 'warning',
        message: 'setfacl is not on PATH',
        expected: 'setfacl',
        found: 'none',
        hint: 'install the package acl',
      },
    ];
  },
};
