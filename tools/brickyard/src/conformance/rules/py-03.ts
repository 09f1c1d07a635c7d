import {
  findNotebookPython,
  hasPython,
  NOTEBOOK_ENVIRONMENT,
  unableWithoutPython,
} from '../databricks-python';
import type { Fault, Rule } from '../rule';
import { isSameMinor } from '../version-numbers';

const pip = `${NOTEBOOK_ENVIRONMENT}/bin/pip`;

export const py03: Rule = {
  id: 'PY-03',
  severity: 'error',
  title: "the notebooks' pip works",
  why: '%pip and cluster libraries call it.',
  source: 'ubuntu/python/Dockerfile of databricks/containers, each release',
  needs: 'inventory',
  appliesTo: hasPython,
  unable: (subject) => {
    const isAsked = findNotebookPython(subject.inventory)?.pip !== undefined;
    return (
      unableWithoutPython(subject) ??
      (isAsked ? undefined : 'needs an inventory with pip')
    );
  },
  check: ({ inventory, runtime }) => {
    const found = findNotebookPython(inventory)?.pip ?? undefined;
    const wanted = runtime.python.pip;
    if (found === undefined) return [missing(wanted)];
    if (wanted === undefined || isSameMinor(found, wanted)) return [];
    return [
      {
        severity: 'info',
        message: `${pip} is ${found}, and ${runtime.name} has ${wanted}`,
        expected: `pip ${wanted}`,
        found: `pip ${found}`,
        hint: `write pip==${wanted} in requirements.txt`,
      },
    ];
  },
};

function missing(wanted?: string): Fault {
  const request = wanted ? `pip==${wanted}` : 'pip';
  return {
    message: `${pip} is missing or does not run`,
    expected: request.replace('==', ' '),
    found: 'nothing',
    hint: `add ${request} to requirements.txt, or make the environment without --without-pip`,
  };
}
