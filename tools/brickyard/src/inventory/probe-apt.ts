import type { Package } from './inventory';
import type { Rows } from './rows';
import { sortPackages } from './sort-packages';

export const aptScript = `
if command -v dpkg-query >/dev/null; then
  dpkg-query -W -f='brickyard\\tapt\\t\${Package}\\t\${Version}\\t\${db:Status-Status}\\t0\${Installed-Size}\\n' </dev/null \\
    || row failed 'Debian packages' dpkg-query
fi
`;

export function parseApt(rows: Rows): Package[] {
  // A removed package whose settings remain has no version, or another status.
  const installed = rows
    .take('apt', ['name', 'version', 'status', 'size'])
    .filter(({ status }) => status === 'installed')
    .map(({ name, version, size }) => ({ name, version, ...bytesOf(size) }));
  return sortPackages(installed);
}

/** Of KiB after a 0, for a package may have no size, and no field is empty. */
function bytesOf(size: string): { size?: number } {
  return size === '0' ? {} : { size: Number(size) * 1024 };
}
