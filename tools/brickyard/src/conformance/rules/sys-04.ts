import { hasExecutable } from '../has-executable';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const sys04: Rule = {
  id: 'SYS-04',
  severity: 'warning',
  title: 'files below /dbfs belong to root',
  why: 'The mount of /dbfs gives its files to the user that the variable USER names.',
  source: 'ubuntu/dbfsfuse/Dockerfile of databricks/containers',
  needs: 'inventory',
  // An image with fuse is meant to read /dbfs; nothing else in it shows that.
  appliesTo: () => true,
  unable: unableWithout('executables'),
  check: ({ inventory, image }) => {
    const wanted =
      hasExecutable(inventory, 'fusermount') ||
      hasExecutable(inventory, 'fusermount3');
    const found =
      image?.environment['USER'] ?? inventory?.environment?.['USER'];
    if (!wanted || found === 'root') return [];
    return [
      {
        message: 'fuse is installed, and USER is not root',
        expected: 'USER=root',
        found: found === undefined ? 'not set' : `USER=${found}`,
        hint: 'add ENV USER=root, or leave out fuse when nothing reads /dbfs',
      },
    ];
  },
};
