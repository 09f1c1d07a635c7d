import type { NamedRows } from '../../rows/name-rows';
import { rowMark } from '../../rows/row';
import type { Package } from '../package';
import { sortPackages } from '../sort-packages';

export const aptScript = `
if command -v dpkg-query >/dev/null; then
  dpkg-query -W -f='${rowMark}\\tapt\\t\${Package}\\t\${Version}\\t\${db:Status-Status}\\t0\${Installed-Size}\\n' </dev/null \\
    || row failed 'Debian packages' dpkg-query
fi
`;

export function parseApt(rows: NamedRows): Package[] {
  // A package that was removed but left its settings has another status, or no version.
  const installed = rows
    .take('apt', ['name', 'version', 'status', 'size'])
    .filter(({ status }) => status === 'installed')
    .map(({ name, version, size }) => ({ name, version, ...bytesOf(size) }));
  return sortPackages(installed);
}

/** In KiB. A 0 stands before it, since a package may have no size and no field may be empty. */
function bytesOf(size: string): { size?: number } {
  return size === '0' ? {} : { size: Number(size) * 1024 };
}
