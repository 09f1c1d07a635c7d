import { unableOnStandIn } from '../compare-runtime';
import type { Rule, Subject } from '../rule';

export const dbr01: Rule = {
  id: 'DBR-01',
  severity: 'warning',
  title: 'the runtime is supported',
  why: 'A runtime past its end of support gets no security fixes, and Databricks may stop starting clusters on it.',
  source: 'docs.databricks.com, release notes: support lifecycle',
  needs: 'any',
  appliesTo: () => true,
  unable: (subject) => unableOnStandIn(subject) ?? unableWithoutEnd(subject),
  check: ({ runtime, isSupported }) => {
    if (isSupported !== false) return [];
    const { name, endOfSupport } = runtime;
    return [
      {
        message: `the support of ${name} ended on ${endOfSupport}`,
        expected: 'a supported runtime',
        found: name,
        hint: 'build the flavour for a newer line: npx nx g brickyard:runtime <line> --upgrade=<flavour>',
      },
    ];
  },
};

function unableWithoutEnd({ runtime, isSupported }: Subject) {
  return isSupported === undefined
    ? `the catalogue does not say when the support of ${runtime.name} ends`
    : undefined;
}
