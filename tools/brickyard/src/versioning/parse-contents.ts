import { apt } from '../ecosystems/apt/apt';
import { parseAptLock } from '../ecosystems/apt/parse-apt-lock';
import { ecosystemTable } from '../ecosystems/ecosystem-table';
import { parsePins } from '../ecosystems/python/parse-pins';
import { python } from '../ecosystems/python/python';
import { isRLock, parseRLock } from '../ecosystems/r/parse-r-lock';
import { r } from '../ecosystems/r/r';
import { BrickyardError } from '../errors';
import { parseJson } from '../parse-json';
import type { Contents } from './contents';
import { contentsOf } from './list-groups';
import { parseCycloneDx } from './parse-cyclonedx';
import { parseInstalled } from './parse-installed';

/**
 * Reads a file that lists packages. A `.json` file is an inventory or a CycloneDX
 * bill of materials, any other file is a lock. Throws INVENTORY_INVALID and
 * REQUIREMENTS_INVALID.
 */
export function parseContents(text: string, file: string): Contents {
  const side = { name: file, isPartial: false, size: null, fileSize: null };
  const packages = parseAptLock(text);
  if (packages.length > 0) {
    const group = { ecosystem: apt.name, environment: null, packages };
    return { ...side, source: 'a lock of apt packages', groups: [group] };
  }
  if (!/\.json$/i.test(file)) {
    const ecosystem = isRLock(text) ? r.name : python.name;
    const packages = isRLock(text) ? parseRLock(text) : parsePins(text, file);
    const group = { ecosystem, environment: null, packages };
    return { ...side, source: 'a list of pins', groups: [group] };
  }
  const value = parseJson(text, file, 'INVENTORY_INVALID');
  if (has(value, 'bomFormat')) {
    const listed = parseCycloneDx(value, file);
    return { ...side, source: 'a CycloneDX bill of materials', ...listed };
  }
  if (!ecosystemTable.some(({ record }) => has(value, record.field))) {
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
