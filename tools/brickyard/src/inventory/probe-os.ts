import type { OperatingSystem } from './inventory';
import type { Rows } from './rows';

export const osScript = `
if [ -r /etc/os-release ]; then
  (. /etc/os-release && row os "\${ID:-linux}" "\${VERSION_ID:-unknown}" "\${PRETTY_NAME:-\${ID:-linux}}") \\
    || row failed 'the operating system' /etc/os-release
fi
`;

export function parseOs(rows: Rows): OperatingSystem | null {
  return rows.take('os', ['id', 'version', 'name']).at(-1) ?? null;
}
