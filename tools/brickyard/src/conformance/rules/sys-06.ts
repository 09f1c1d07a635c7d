import { isAtLeast } from '../compare-runtime';
import { listInstructions } from '../list-instructions';
import type { Rule } from '../rule';

/** The name is useradd's last word; `adduser ubuntu sudo` does not add a user. */
const ADDS =
  /\b(?:useradd|adduser)\b[^\n;&|]*?[\s'"]ubuntu['"]?\s*(?=$|[\n;&|)])/;
const REMOVES = /\b(?:userdel|deluser)\b[^\n;&|]*\bubuntu\b/;
/** A command that is only named in a message is not called. */
const ECHO = /\becho\b[^\n;&|]*/g;

export const sys06: Rule = {
  id: 'SYS-06',
  severity: 'error',
  title: 'the user ubuntu is not added again',
  why: 'Images of Ubuntu 24.04 already have the user ubuntu: useradd fails, and the build with it.',
  source: 'databricks/containers, pull request 215',
  needs: 'flavour',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '16.4'),
  check: ({ flavour }) => {
    const runs = flavour
      ? listInstructions(flavour).filter(({ keyword }) => keyword === 'RUN')
      : [];
    const found = runs.flatMap(({ text, place }) => {
      const commands = text.replace(ECHO, '');
      const at = ADDS.exec(commands)?.index;
      const isFree = runs
        .filter((run) => run.line < (place.line ?? 0))
        .some((run) => REMOVES.test(run.text));
      const isFreed = isFree || REMOVES.test(commands.slice(0, at));
      return at === undefined || isFreed ? [] : [place];
    });
    return found.map((place) => ({
      message: 'useradd adds the user ubuntu, which Ubuntu 24.04 has',
      expected: 'another name, or no useradd',
      found: 'useradd … ubuntu',
      place,
      hint: 'remove the command: the user is there, with uid 1000',
    }));
  },
};
