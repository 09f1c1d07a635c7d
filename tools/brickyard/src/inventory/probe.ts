import { createHash } from 'node:crypto';

import { ecosystemTable } from '../ecosystems/ecosystem-table';
import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import type { Imports } from './imports';
import { environmentScript } from './probe-environment';
import { endFiles, startFiles } from './probe-files';
import { importLimits, importScript } from './probe-imports';
import { systemScript } from './probe-system';

/**
 * A POSIX shell script that prints what an image contains, one row for each
 * fact. It is one script so that one container answers every question. What an
 * image lacks prints nothing. The shell reads the script from stdin, so every
 * program that it starts gets another stdin. Where programs are slow, imports
 * may take that many times longer.
 */
export function writeProbe(imports: Imports = {}, slowdown = 1): string {
  return [
    ...[
      shellRows(rowMark),
      'row begun',
      environmentScript,
      startFiles(),
      systemScript,
    ],
    ...ecosystemTable.map(({ probe }) => probe?.script ?? ''),
    endFiles,
    ...ecosystemTable.map(({ probe }) => probe?.scriptAfterFiles ?? ''),
    importScript(imports, importLimits(slowdown)),
    'row end',
    '',
  ].join('\n');
}

/** Another script may find other things in the same image. */
export function digestProbe(script: string): string {
  return `sha256:${createHash('sha256').update(script).digest('hex')}`;
}
