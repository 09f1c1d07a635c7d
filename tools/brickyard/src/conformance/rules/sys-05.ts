import { hasExecutable } from '../has-executable';
import { listInstructions } from '../list-instructions';
import type { Rule, Subject } from '../rule';
import { unableWithout } from '../system-facts';

/** Signs that somebody means to log in. */
const WANTED =
  /\bauthorized_keys\b|\bsshd_config\b|\bservice ssh\b|\bEXPOSE\s+(?:\d+\s+)*(?:22|2200)\b/;

export const sys05: Rule = {
  id: 'SYS-05',
  severity: 'info',
  title: 'what SSH needs is complete',
  why: 'SSH into a node needs openssh-server in the image, and an init script that starts it.',
  source: 'ubuntu/ssh/README.md of databricks/containers',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('executables'),
  check: (subject) => {
    if (hasExecutable(subject.inventory, 'sshd')) {
      return [
        {
          message: 'openssh-server is installed, and nothing starts it',
          found: 'sshd',
          hint: 'start it in an init script of the cluster (service ssh start), or leave it out',
        },
      ];
    }
    const trace = findTrace(subject);
    if (trace === undefined) return [];
    return [
      {
        message: 'the image prepares for SSH but has no sshd',
        expected: 'sshd',
        found: 'none',
        place: trace.place,
        hint: 'install the package openssh-server',
      },
    ];
  },
};

function findTrace({ flavour, image }: Subject) {
  const history = (image?.history ?? []).map((text) => ({
    text,
    place: undefined,
  }));
  const written = flavour ? listInstructions(flavour) : [];
  return [...written, ...history].find(({ text }) => WANTED.test(text));
}
