import { randomUUID } from 'node:crypto';

import type { Engine } from '../engine/engine';
import { parseRows, rowMark, SHELL_SILENCE } from '../rows/row';
import { sealRows } from '../rows/seal-rows';
import { shellRows } from '../rows/write-rows';
import { PYTHON } from '../runtime/notebook-python';

/** What an image has that a notebook can run on. */
export interface NotebookImage {
  /** Of `/databricks/python3`, as `3.12`, and whether notebooks of a cluster run on it. */
  python?: { version: string; hasKernel: boolean };
  /** Of R on PATH: `4.4.2`. */
  r?: string;
  /** Of the system: `noble`. */
  codename: string;
}

/** The shell reads this from stdin, so every program that it starts gets another. */
const script = String.raw`${shellRows(rowMark)}
if [ -x ${PYTHON} ]; then
  row python $(${PYTHON} -B -c '
import importlib.util, sys
print("%d.%d" % sys.version_info[:2], importlib.util.find_spec("ipykernel") is not None)
' 2> /dev/null < /dev/null)
fi
if command -v R > /dev/null; then
  row r "$(R --vanilla --slave -e 'cat(as.character(getRversion()))' 2> /dev/null < /dev/null)"
fi
if [ -r /etc/os-release ]; then
  . /etc/os-release
  row system "$VERSION_CODENAME$([ -n "$VERSION_CODENAME" ] || echo "$ID")"
fi
`;

/** Asks in one container without a network. Rejects CONTAINER_FAILED. */
export async function askImage(
  engine: Engine,
  image: string,
  signal?: AbortSignal,
): Promise<NotebookImage> {
  const { script: input, open } = sealRows(script, randomUUID());
  const { stdout } = await engine.runContainer({
    ...{ image, command: ['sh'], input, signal, silence: SHELL_SILENCE },
  });
  const rows = parseRows(open(stdout), rowMark);
  const fieldsOf = (kind: string) =>
    rows.find((row) => row.kind === kind)?.fields ?? [];
  const [version = '', hasKernel] = fieldsOf('python');
  const [r = ''] = fieldsOf('r');
  return {
    ...(/^\d+\.\d+$/.test(version) && {
      python: { version, hasKernel: hasKernel === 'True' },
    }),
    ...(/^\d+\.\d+\.\d+$/.test(r) && { r }),
    codename: (fieldsOf('system')[0] ?? '').replace(/[^\w.-]/g, ''),
  };
}
