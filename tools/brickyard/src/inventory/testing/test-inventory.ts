import { rowMark } from '../../rows/row';
import type { Inventory } from '../inventory';
import { parseInventory } from '../parse-inventory';

/** For specs: an image that contains only what is given. */
export function testInventory(more: Partial<Inventory> = {}): Inventory {
  return { os: null, python: [], r: null, apt: [], ...more };
}

/** For specs: rows as the probe prints them, followed by its last row. */
export function printRows(...rows: readonly (readonly string[])[]): string {
  const lines = [...rows, ['end']].map((row) => [rowMark, ...row]);
  return lines.map((line) => `${line.join('\t')}\n`).join('');
}

/** For specs: the inventory that such rows make. */
export function parsePrinted(
  ...rows: readonly (readonly string[])[]
): Inventory {
  return parseInventory(printRows(...rows), 'here');
}
