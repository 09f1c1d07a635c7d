import { hasExecutable } from '../has-executable';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

/** What Databricks runs, and the Debian package that has it. */
const needed: Readonly<Record<string, string>> = {
  bash: 'bash',
  env: 'coreutils',
  ip: 'iproute2',
  ls: 'coreutils',
  ps: 'procps',
  sudo: 'sudo',
};

export const sys01: Rule = {
  id: 'SYS-01',
  severity: 'error',
  title: 'bash, ip, ps, sudo and coreutils are there',
  why: 'The scripts that Databricks copies into the container call them; without one the driver does not come up.',
  source:
    'ubuntu/minimal/Dockerfile of databricks/containers, every branch; docs.databricks.com on Container Services',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('executables'),
  check: ({ inventory }) =>
    Object.entries(needed)
      .filter(([name]) => !hasExecutable(inventory, name))
      .map(([name, from]) => ({
        message: `${name} is not on PATH`,
        expected: name,
        found: 'none',
        hint: `install the package ${from}`,
      })),
};
