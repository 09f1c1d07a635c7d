import { hasExecutable } from '../has-executable';
import type { Fault, Rule } from '../rule';
import { unableWithout } from '../system-facts';

const compilers = ['gcc', 'g++', 'make'];

export const sys09: Rule = {
  id: 'SYS-09',
  severity: 'info',
  title: 'nothing is left over from the build',
  why: 'Lists of packages, caches and compilers slow down every start of a node, and notebooks do not need them.',
  source:
    'layers of the images that ubuntu/{minimal,python}/Dockerfile of databricks/containers make',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('executables'),
  check: ({ inventory }) => {
    const found = compilers.filter((name) => hasExecutable(inventory, name));
    const paths = inventory?.paths ?? [];
    return [
      ...(paths.includes('/var/lib/apt/lists') ? [listsFault] : []),
      ...(found.length > 0 ? [compilerFault(found)] : []),
    ];
  },
};

const listsFault: Fault = {
  message: "apt's package lists are in the image",
  expected: 'an empty /var/lib/apt/lists',
  found: '/var/lib/apt/lists',
  hint: 'end the RUN with rm -rf /var/lib/apt/lists/*, or mount a cache there',
};

function compilerFault(found: readonly string[]): Fault {
  return {
    message: 'compilers are in the image',
    expected: 'none, unless notebooks compile',
    found: found.join(', '),
    hint: 'compile in an earlier stage and COPY --from what it made',
  };
}
