import { NOTEBOOK_ENVIRONMENT } from '../runtime/notebook-python';
import { isAtLeast } from './compare-runtime';
import type { LanguageFacts, PythonFacts } from './language-facts';
import type { Subject } from './rule';

export { NOTEBOOK_ENVIRONMENT };

/** What notebooks complete and check code with. */
export const LANGUAGE_SERVER = '/databricks/python-lsp';

export function findNotebookPython(
  inventory: Pick<LanguageFacts, 'python'> | undefined,
): PythonFacts | undefined {
  return inventory?.python.find(
    ({ environment }) => environment === NOTEBOOK_ENVIRONMENT,
  );
}

export function hasPython({ languages }: Subject): boolean {
  return languages.includes('python');
}

/** For rules about Python on this line and later ones. */
export function hasPythonSince(line: string): (subject: Subject) => boolean {
  return (subject) => hasPython(subject) && isAtLeast(subject.runtime, line);
}

/** PY-01 reports that there is no Python; other rules would only repeat it. */
export function unableWithoutPython({
  inventory,
}: Subject): string | undefined {
  return findNotebookPython(inventory)
    ? undefined
    : `${NOTEBOOK_ENVIRONMENT} has no Python, see PY-01`;
}
