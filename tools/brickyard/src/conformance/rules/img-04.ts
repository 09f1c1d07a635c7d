import { findLast } from '../find-last';
import type { Rule } from '../rule';

export const img04: Rule = {
  id: 'IMG-04',
  severity: 'warning',
  title: 'the user is root',
  why: 'Databricks runs the container as root, so files and scripts made for another user may not work.',
  source:
    'comment in ubuntu/dbfsfuse/Dockerfile of databricks/containers, all branches',
  needs: 'image',
  appliesTo: () => true,
  check: ({ image, flavour }) => {
    const user = image?.user ?? '';
    const [name = ''] = user.split(':');
    if (['', 'root', '0'].includes(name)) return [];
    return [
      {
        message: `the image's user is ${user}`,
        expected: 'root, or none set',
        found: user,
        place: findLast(flavour, 'USER'),
        hint: 'remove USER, or end the Dockerfile with USER root',
      },
    ];
  },
};
