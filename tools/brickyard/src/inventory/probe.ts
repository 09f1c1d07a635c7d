import type { Imports } from './imports';
import { aptScript } from './probe-apt';
import { importScript } from './probe-imports';
import { osScript } from './probe-os';
import { pythonScript } from './probe-python';
import { rScript } from './probe-r';
import { systemScript } from './probe-system';

const rowFunction = String.raw`
row() {
  printf brickyard
  for field; do printf '\t%s' "$field"; done
  printf '\n'
}
`;

/**
 * Prints what an image contains, a row a line: one POSIX shell script, so that
 * one container answers every question. What an image lacks prints nothing.
 * The shell reads this from stdin: whatever it starts gets another stdin.
 */
export function writeProbe(imports: Imports = {}): string {
  return [
    rowFunction,
    ...[osScript, systemScript, pythonScript, rScript, aptScript],
    importScript(imports),
    'row end',
    '',
  ].join('\n');
}
