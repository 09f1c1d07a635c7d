import type { Requirement } from './requirement';

/** A file or folder that a line of a requirements file names. */
export interface LocalPath {
  /** As written: `./wheels/x.whl`, `file:./x.whl#egg=x`. */
  written: string;
  /** `/`-separated, decoded, without `file:` and what follows a `#`. */
  path: string;
  /** `#sha256=…`, with its sign. */
  fragment: string;
  /** `links` is a folder with many packages: `--find-links`. */
  kind: 'package' | 'links';
}

/** `undefined` for what comes from an index or from a server. */
export function findLocalPath(requirement: Requirement): LocalPath | undefined {
  const { kind, written } = whereOf(requirement) ?? {};
  if (kind === undefined || written === undefined) return undefined;
  const [, scheme, rest = ''] =
    /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(written) ?? [];
  if (scheme === undefined) return { kind, written, ...cutFragment(written) };
  if (scheme.toLowerCase() !== 'file') return undefined;
  const { path, fragment } = cutFragment(rest);
  return { kind, written, path: decode(cutHost(path)), fragment };
}

function whereOf(
  requirement: Requirement,
): Pick<LocalPath, 'kind' | 'written'> | undefined {
  switch (requirement.kind) {
    case 'package':
      return requirement.url === undefined
        ? undefined
        : { kind: 'package', written: requirement.url };
    case 'location':
      return { kind: 'package', written: requirement.location };
    case 'option':
      return requirement.name === '--find-links' &&
        requirement.value !== undefined
        ? { kind: 'links', written: requirement.value }
        : undefined;
    default:
      return undefined;
  }
}

function cutFragment(text: string): Pick<LocalPath, 'path' | 'fragment'> {
  const [, path = text, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(text) ?? [];
  return { path, fragment };
}

/** `///srv/x` and `//localhost/srv/x` are `/srv/x`; of another host it stays as it is. */
function cutHost(path: string): string {
  return path.replace(/^\/\/(?:localhost)?(?=\/)/i, '');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
