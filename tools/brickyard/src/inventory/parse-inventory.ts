import type { Problem } from '../errors';
import { problemsError } from '../errors';
import type { Inventory } from './inventory';
import { parseApt } from './probe-apt';
import { parseEnvironment } from './probe-environment';
import { parseFiles } from './probe-files';
import { parseImports } from './probe-imports';
import { parseJars } from './probe-jars';
import { parseOs } from './probe-os';
import { parsePython } from './probe-python';
import { parseR } from './probe-r';
import { parseSystem } from './probe-system';
import { readRows, type Rows } from './rows';

/**
 * What `probe` printed, as a value. `file` is what messages call the text.
 * Throws INVENTORY_INVALID with every problem: half a list would look whole.
 */
export function parseInventory(text: string, file: string): Inventory {
  const rows = readRows(text, file);
  const imports = parseImports(rows);
  const system = parseSystem(rows);
  const files = parseFiles(rows);
  const homes = (system.java ?? []).map(({ path }) => path);
  const inventory = {
    os: parseOs(rows),
    python: parsePython(rows),
    r: parseR(rows),
    apt: parseApt(rows),
    ...system,
    ...parseEnvironment(rows),
    ...files,
    ...(files.size !== undefined && { jars: parseJars(rows, homes) }),
    ...(imports.length > 0 && { imports }),
  };
  const problems = [...rows.problems, ...checkEnd(rows, file)];
  if (problems.length > 0) throw problemsError('INVENTORY_INVALID', problems);
  return inventory;
}

function checkEnd(rows: Rows, file: string): Problem[] {
  const failed = rows.take('failed', ['what', 'by']).map(({ what, by }) => {
    return { place: { file }, message: `${by} could not list ${what}` };
  });
  const isWhole = rows.take('end', []).length > 0;
  const early = { place: { file }, message: 'the list ends too early' };
  return isWhole ? failed : [...failed, early];
}
