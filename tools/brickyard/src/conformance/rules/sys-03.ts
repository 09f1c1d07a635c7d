import { isAtLeast } from '../compare-runtime';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

const HINT = 'add RUN useradd libraries && usermod -L libraries';

export const sys03: Rule = {
  id: 'SYS-03',
  severity: 'warning',
  title: 'the user libraries is there, and locked',
  why: 'Cluster libraries are installed as this user. Nobody should be able to log in as it.',
  source: 'ubuntu/minimal/Dockerfile of databricks/containers since 13.3',
  needs: 'inventory',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '13.3'),
  unable: unableWithout('users'),
  check: ({ inventory }) => {
    const user = inventory?.users?.find(({ name }) => name === 'libraries');
    if (user?.locked) return [];
    return [
      {
        message: user
          ? 'the user libraries is not locked: one can log in as it'
          : 'the user libraries is missing',
        expected: 'a locked user libraries',
        found: user ? 'not locked' : 'none',
        hint: user ? 'add RUN usermod -L libraries' : HINT,
      },
    ];
  },
};
