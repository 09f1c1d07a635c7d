import { createHash } from 'node:crypto';

import type { Imports } from './imports';
import { aptScript } from './probe-apt';
import { environmentScript } from './probe-environment';
import { endFiles, startFiles } from './probe-files';
import { importScript } from './probe-imports';
import { jarScript } from './probe-jars';
import { osScript } from './probe-os';
import { otherPythonScript, pythonScript } from './probe-python';
import { rScript } from './probe-r';
import { systemScript } from './probe-system';

export const rowFunction = String.raw`
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
    ...[rowFunction, environmentScript, startFiles],
    ...[osScript, systemScript, aptScript, rScript, pythonScript],
    ...[endFiles, otherPythonScript, jarScript],
    importScript(imports),
    'row end',
    '',
  ].join('\n');
}

/** Of a script: another one may find other things in the same image. */
export function digestProbe(script: string): string {
  return `sha256:${createHash('sha256').update(script).digest('hex')}`;
}
