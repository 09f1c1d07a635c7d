import { BrickyardError } from '../errors';
import { parseJson } from '../parse-json';
import type { Contents } from './contents';
import { contentsOf } from './list-groups';
import { parseCycloneDx } from './parse-cyclonedx';
import { parseInstalled } from './parse-installed';
import { parsePins } from './parse-pins';

/**
 * A file that lists packages: `.json` is an inventory or a CycloneDX bill, any
 * other name a lock. Throws INVENTORY_INVALID, REQUIREMENTS_INVALID.
 */
export function parseContents(text: string, file: string): Contents {
  const side = { name: file, isPartial: false, size: null, fileSize: null };
  if (!/\.json$/i.test(file)) {
    const packages = parsePins(text, file);
    const group = { ecosystem: 'python', environment: null, packages };
    return { ...side, source: 'a list of pins', groups: [group] };
  }
  const value = parseJson(text, file, 'INVENTORY_INVALID');
  if (has(value, 'bomFormat')) {
    const listed = parseCycloneDx(value, file);
    return { ...side, source: 'a CycloneDX bill of materials', ...listed };
  }
  if (!has(value, 'python') && !has(value, 'apt')) {
    throw new BrickyardError(
      'INVENTORY_INVALID',
      `${file}: is neither an inventory.json nor a CycloneDX bill of materials`,
    );
  }
  const listed = contentsOf(parseInstalled(value, file));
  return { ...side, source: 'an inventory', ...listed };
}

function has(value: unknown, key: string): boolean {
  return value instanceof Object && Object.hasOwn(value, key);
}
