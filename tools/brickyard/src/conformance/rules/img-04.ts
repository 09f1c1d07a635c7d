import { findLast } from '../find-last';
import { listInstructions } from '../list-instructions';
import { finalStages } from '../list-source-steps';
import type { FlavourFacts, Rule } from '../rule';

export const img04: Rule = {
  id: 'IMG-04',
  severity: 'warning',
  title: 'the user is root',
  why: 'Databricks runs the container as root, so files and scripts made for another user may not work.',
  source:
    'comment in ubuntu/dbfsfuse/Dockerfile of databricks/containers, all branches',
  needs: 'any',
  appliesTo: () => true,
  check: ({ image, flavour }) => {
    const user = image?.user ?? readUser(flavour);
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

/** What the Dockerfile sets; a variable may be anybody. */
function readUser(flavour: FlavourFacts | undefined): string {
  if (flavour === undefined) return '';
  const stages = finalStages(flavour);
  const last = listInstructions(flavour).findLast(
    ({ keyword, stage }) => keyword === 'USER' && stages.has(stage),
  );
  const [, user = ''] = /^USER\s+["']?([^"'\s]*)/i.exec(last?.text ?? '') ?? [];
  return user.includes('$') ? '' : user;
}
