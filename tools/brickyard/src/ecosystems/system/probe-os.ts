import type { NamedRows } from '../../rows/name-rows';
import type { Distribution } from '../ecosystem';

/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export interface OperatingSystem extends Distribution {
  /** `Ubuntu 24.04.3 LTS` */
  name: string;
}

export const osScript = `
if [ -r /etc/os-release ]; then
  (. /etc/os-release && row os "\${ID:-linux}" "\${VERSION_ID:-unknown}" "\${PRETTY_NAME:-\${ID:-linux}}") \\
    || row failed 'the operating system' /etc/os-release
fi
`;

export function parseOs(rows: NamedRows): OperatingSystem | null {
  return rows.take('os', ['id', 'version', 'name']).at(-1) ?? null;
}
