import type { Inventory } from '../inventory';
import { parseInventory } from '../parse-inventory';

/** For specs: an image that contains nothing but what is given. */
export function testInventory(more: Partial<Inventory> = {}): Inventory {
  return { os: null, python: [], r: null, apt: [], ...more };
}

/** For specs: rows as the probe prints them, with its last one. */
export function printRows(...rows: readonly (readonly string[])[]): string {
  const lines = [...rows, ['end']].map((row) => ['brickyard', ...row]);
  return lines.map((line) => `${line.join('\t')}\n`).join('');
}

/** For specs: what such rows are read as. */
export function parsePrinted(
  ...rows: readonly (readonly string[])[]
): Inventory {
  return parseInventory(printRows(...rows), 'here');
}
