import { isAtLeast } from '../compare-runtime';
import { findLast } from '../find-last';
import type { Rule } from '../rule';

const LOCALE = 'C.UTF-8';

export const sys07: Rule = {
  id: 'SYS-07',
  severity: 'warning',
  title: 'LANG and LC_ALL are C.UTF-8',
  why: "Databricks' own images set both for Unity Catalog; without them Python and Java may read text as ASCII.",
  source:
    'commit dc9e266 of databricks/containers, ubuntu/minimal/Dockerfile since 15.4',
  needs: 'image',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '15.4'),
  check: ({ image, flavour }) =>
    ['LANG', 'LC_ALL'].flatMap((name) => {
      const found = image?.environment[name];
      if (found === LOCALE) return [];
      const place = findLast(flavour, 'ENV', new RegExp(`\\b${name}\\b`));
      return [
        {
          message: `${name} is not ${LOCALE}`,
          expected: LOCALE,
          found: found ?? 'not set',
          place,
          hint: `add ENV ${name}=${LOCALE} to the Dockerfile`,
        },
      ];
    }),
};
