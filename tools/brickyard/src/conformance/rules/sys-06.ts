import { posix } from 'node:path';

import { isAtLeast } from '../compare-runtime';
import { listCalls, type ListedCommand } from '../list-commands';
import type { FlavourFacts, Rule } from '../rule';

export const sys06: Rule = {
  id: 'SYS-06',
  severity: 'error',
  title: 'the user ubuntu is not added again',
  why: 'Images of Ubuntu 24.04 already have the user ubuntu: useradd fails, and the build with it.',
  source: 'databricks/containers, pull request 215',
  needs: 'flavour',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '16.4'),
  check: ({ flavour }) =>
    (flavour ? findAdded(flavour) : []).map(({ place }) => ({
      message: 'useradd adds the user ubuntu, which Ubuntu 24.04 has',
      expected: 'another name, or no useradd',
      found: 'useradd … ubuntu',
      place,
      hint: 'remove the command: the user is there, with uid 1000',
    })),
};

/** Unless a command before it has removed the user. */
function findAdded(flavour: FlavourFacts): ListedCommand[] {
  const commands = listCalls(flavour);
  const removal = commands.findIndex(
    ({ words }) => isCalled(words, /^(?:userdel|deluser)$/) && has(words),
  );
  return commands.filter(
    ({ words }, at) => adds(words) && !(removal >= 0 && removal < at),
  );
}

/** The name is useradd's last word; `adduser ubuntu sudo` does not add a user. */
function adds(words: readonly string[]): boolean {
  if (!isCalled(words, /^(?:useradd|adduser)$/)) return false;
  const isSecond = words.at(-2) === 'ubuntu' || words.at(-1) !== 'ubuntu';
  return !isSecond;
}

const has = (words: readonly string[]) => words.includes('ubuntu');

function isCalled([program = '']: readonly string[], name: RegExp): boolean {
  return name.test(posix.basename(program));
}
