import type { Runtime } from '../runtime/schema';

/** Where R packages come from, as far as an address shows. */
export interface CranAddress {
  url: string;
  /** What stands for the day: `latest`, `2025-03-20`, a number of Posit's. */
  snapshot?: string;
  isDated: boolean;
  /** The release of Ubuntu, or of another system, that its binaries are for: `noble`. */
  codename?: string;
}

const POSIT = /^(?:packagemanager\.(?:posit\.co|rstudio\.com)|p3m\.dev)$/;
const UNDATED =
  /^(?:(?:cran|cloud)\.r-project\.org|cran\.(?:rstudio\.com|[\w.-]+)|(?:www\.)?rforge\.net|[\w-]+\.r-universe\.dev)$/;
/** An apt archive, a file of one version, a page. */
const NO_REPOSITORY = /\/bin\/|\.(?:tar\.gz|tgz|zip|asc|key|deb|html)$/;

/** `undefined` for an address of anything else, or with variables left in it. */
export function parseCranAddress(url: string): CranAddress | undefined {
  const [, host = '', path = ''] =
    /^https?:\/\/([^/:?#]+)(.*)$/.exec(url) ?? [];
  if (url.includes('$') || NO_REPOSITORY.test(path)) return undefined;
  if (UNDATED.test(host)) return { url, isDated: false };
  const isPosit = POSIT.test(host) && path.startsWith('/cran');
  if (!isPosit && !path.includes('/__linux__/')) return undefined;
  const codename = /\/__linux__\/([^/]+)/.exec(path)?.[1];
  const snapshot = path
    .replace(/^.*\/__linux__\/[^/]+/, '')
    .replace(/^\/cran/, '')
    .split('/')
    .find((part) => part !== '');
  const isDated = /^(?:\d{4}-\d{2}-\d{2}|\d+)$/.test(snapshot ?? '');
  return { url, snapshot, isDated, ...(codename && { codename }) };
}

/** https://wiki.ubuntu.com/Releases */
const codenames: Readonly<Record<string, string>> = {
  '20.04': 'focal',
  '22.04': 'jammy',
  '24.04': 'noble',
};

/** Of a line's base: what the line says itself, else what its Ubuntu is called. */
export function codenameOf({
  codename,
  ubuntu = '',
}: Pick<Runtime, 'codename' | 'ubuntu'>): string | undefined {
  return codename ?? codenames[ubuntu];
}
