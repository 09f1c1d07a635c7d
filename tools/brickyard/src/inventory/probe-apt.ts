import type { Package } from './inventory';
import type { Rows } from './rows';
import { sortPackages } from './sort-packages';

export const aptScript = `
if command -v dpkg-query >/dev/null; then
  dpkg-query -W -f='brickyard\\tapt\\t\${Package}\\t\${Version}\\t\${db:Status-Status}\\n' </dev/null \\
    || row failed 'Debian packages' dpkg-query
fi
`;

export function parseApt(rows: Rows): Package[] {
  // A removed package whose settings remain has no version, or another status.
  const installed = rows
    .take('apt', ['name', 'version', 'status'])
    .filter(({ status }) => status === 'installed')
    .map(({ name, version }) => ({ name, version }));
  return sortPackages(installed);
}
