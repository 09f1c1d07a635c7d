import { normalizeName } from '../../requirements/normalize-name';
import { parseLineNumber, printLineNumber } from '../../runtime/line-number';
import { hasPythonSince, LANGUAGE_SERVER } from '../databricks-python';
import type { LanguageFacts } from '../language-facts';
import type { Rule } from '../rule';

export const py14: Rule = {
  id: 'PY-14',
  severity: 'warning',
  title: 'the language server is there',
  why: 'From 12.2 on, a notebook starts it for completion. On 13.3, every command failed where its environment was missing.',
  source: 'databricks/containers#171; branches lsp-environment-*',
  needs: 'inventory',
  appliesTo: hasPythonSince('12.2'),
  check: ({ inventory, runtime }) => {
    const problem = inventory ? findProblem(inventory) : undefined;
    if (problem === undefined) return [];
    const number = parseLineNumber(runtime.name);
    const line = number ? printLineNumber(number) : '';
    return [
      {
        severity: ['13.3', '14.3'].includes(line) ? 'error' : 'warning',
        message: problem,
        expected: `${LANGUAGE_SERVER}/bin/python3 that imports pylsp`,
        found: problem,
        hint: `make it: virtualenv --system-site-packages ${LANGUAGE_SERVER}, and install python-lsp-server there`,
      },
    ];
  },
};

function findProblem({ python, imports }: LanguageFacts): string | undefined {
  const server = python.find(
    ({ environment }) => environment === LANGUAGE_SERVER,
  );
  if (!server)
    return `${LANGUAGE_SERVER}/bin/python3 is missing or does not run`;
  const tried = imports?.find(
    (each) => each.environment === LANGUAGE_SERVER && each.module === 'pylsp',
  );
  const isInstalled = server.packages.some(
    ({ name }) => normalizeName(name) === 'python-lsp-server',
  );
  const loads = tried?.ok ?? isInstalled;
  return loads ? undefined : `${LANGUAGE_SERVER} cannot import pylsp`;
}
