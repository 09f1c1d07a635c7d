import { isAtLeast } from '../compare-runtime';
import { findLast } from '../find-last';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const jdk02: Rule = {
  id: 'JDK-02',
  // No more than a warning: that the JDK must be in the image is inferred.
  severity: 'warning',
  title: 'the JDK that JNAME names is there',
  why: 'Databricks starts the JVM below /usr/lib/jvm that the variable JNAME names.',
  source:
    'release notes of Databricks Runtime 16.0 (JNAME); that the JDK must be in the image is inferred, so this only warns',
  needs: 'inventory',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '15.4'),
  unable: unableWithout('java'),
  check: ({ image, inventory, flavour }) => {
    const environment = image?.environment ?? inventory?.environment;
    const name = environment?.['JNAME'];
    const paths = (inventory?.java ?? []).flatMap(({ path, aliases = [] }) => [
      path,
      ...aliases,
    ]);
    if (!name || paths.some((path) => path.split('/').includes(name)))
      return [];
    return [
      {
        message: `JNAME names ${name}, and no such JDK is in the image`,
        expected: `/usr/lib/jvm/${name}`,
        found: paths.join(', ') || 'no JDK',
        place: findLast(flavour, 'ENV', /\bJNAME\b/),
        hint: 'install that JDK, or name one that is there',
      },
    ];
  },
};
