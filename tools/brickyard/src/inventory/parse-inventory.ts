import { ecosystemTable } from '../ecosystems/ecosystem-table';
import type { Problem } from '../errors';
import { problemsError } from '../errors';
import { type NamedRows, nameRows } from '../rows/name-rows';
import type { Inventory } from './inventory';
import { parseEnvironment } from './probe-environment';
import { parseFiles } from './probe-files';
import { parseImports } from './probe-imports';
import { parseSystem, type SystemFacts } from './probe-system';

/**
 * Reads what the probe printed. `file` is what messages call the text.
 * Throws INVENTORY_INVALID with every problem, since half a list would look whole.
 */
export function parseInventory(text: string, file: string): Inventory {
  const rows = nameRows(text, file);
  const imports = parseImports(rows);
  const system = parseSystem(rows);
  const files = parseFiles(rows);
  const found = parseEcosystems(rows, system);
  const inventory = {
    ...found.asked,
    ...system,
    ...parseEnvironment(rows),
    ...files,
    ...(files.size !== undefined && found.inFiles),
    ...(imports.length > 0 && { imports }),
  };
  const problems = [...rows.problems, ...checkEnd(rows, file)];
  if (problems.length > 0) throw problemsError('INVENTORY_INVALID', problems);
  return inventory as Inventory;
}

/** By field of the record. What comes from the list of files is kept apart. */
function parseEcosystems(rows: NamedRows, { java = [] }: Partial<SystemFacts>) {
  const found = { javaHomes: java.map(({ path }) => path) };
  const asked: Record<string, unknown> = {};
  const inFiles: Record<string, unknown> = {};
  for (const { probe, record } of ecosystemTable) {
    if (probe === undefined) continue;
    const part = probe.isFoundInFiles ? inFiles : asked;
    part[record.field] = probe.parse(rows, found);
  }
  return { asked, inFiles };
}

/** What was asked, and by whom it was not answered to its end. */
function listUnanswered(rows: NamedRows): string[] {
  const name = ({ what, by }: Record<'what' | 'by', string>) =>
    `${by} could not list ${what}`;
  const take = (kind: string) => rows.take(kind, ['what', 'by']).map(name);
  const answered = new Set(take('answered'));
  const unanswered = take('asked').filter((each) => !answered.has(each));
  return [...new Set([...take('failed'), ...unanswered])];
}

function checkEnd(rows: NamedRows, file: string): Problem[] {
  const failed = listUnanswered(rows).map((message) => {
    return { place: { file }, message };
  });
  const isWhole = rows.take('end', []).length > 0;
  const early = { place: { file }, message: 'the list ends too early' };
  return isWhole ? failed : [...failed, early];
}
