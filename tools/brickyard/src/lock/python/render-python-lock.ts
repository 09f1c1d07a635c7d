import { posix } from 'node:path';

import { listLinkFolders, type LocalFiles } from './local-files';
import { findOwner, type PackageOrigins } from './package-origins';

/** What is needed to say in a lock where its packages come from. */
export interface Origins extends PackageOrigins {
  local: LocalFiles;
  /** Images below, and where the resolver saw their files: what is from there is installed already. */
  below: readonly { name: string; folder: string }[];
}

/**
 * uv's output as a lock keeps it. Lines before the packages say what is not as
 * usual, and `# from pytorch` below a package which index it is from;
 * `install-requirements` reads both. Without any of this, the text as it is.
 */
export function renderOrigins(resolved: string, origins: Origins): string {
  const { entries, builds } = splitEntries(resolved);
  const kept = entries.map((entry) => nameOrigin(entry, origins));
  const head = [
    ...listUsed(kept, origins),
    ...(builds.length > 0 ? [describeBuilt(kept, origins), ...builds] : []),
    ...listFolders(resolved, origins).map(
      (folder) => `--find-links ./${folder}`,
    ),
  ];
  return [...head, ...kept].map((line) => `${line}\n`).join('');
}

/** Packages with their hashes and comments, and lines about what builds some of them. */
function splitEntries(resolved: string) {
  const lines = resolved.trimEnd().split('\n');
  const isBuild = (line: string) => line.startsWith('# build ');
  return {
    entries: lines
      .filter((line) => !isBuild(line))
      .join('\n')
      .split(/\n(?=[^\s#])/)
      .filter((entry) => entry !== ''),
    builds: lines.filter(isBuild),
  };
}

/** uv's own `# from <address>`, which is that of a router or a folder. */
const SOURCE = /\n {4}# from (\S+)/;

function nameOrigin(entry: string, origins: Origins): string {
  const text = entry.replace(SOURCE, '');
  const image = findImage(entry, origins);
  if (image !== undefined) return `${text}\n    # in ${image}`;
  const isFile = SOURCE.exec(entry)?.[1]?.startsWith('file:') === true;
  const owner =
    isPin(entry) && !isFile ? findOwner(origins, nameOf(entry)) : undefined;
  return owner === undefined ? text : `${text}\n    # from ${owner.name}`;
}

function nameOf(entry: string): string {
  return /^[A-Za-z0-9._-]+/.exec(entry)?.[0] ?? '';
}

/** Other entries name a URL or a file. */
function isPin(entry: string): boolean {
  return /^[A-Za-z0-9._-]+(?:\[[^\]]*\])?==/.test(entry);
}

/** The image below that has it from a file of its own. */
function findImage(entry: string, { below }: Origins): string | undefined {
  const [first = ''] = entry.split('\n');
  const place = SOURCE.exec(entry)?.[1] ?? first;
  return below.find(({ folder }) => place.includes(`/${folder}/`))?.name;
}

/** `# index pytorch https://… feed`, of those that a package is from. */
function listUsed(entries: readonly string[], { indexes }: Origins): string[] {
  return indexes
    .filter(({ name }) =>
      entries.some((entry) => entry.endsWith(`\n    # from ${name}`)),
    )
    .map(({ name, url, secret }) =>
      ['# index', name, url, secret ?? ''].join(' ').trimEnd(),
    );
}

function describeBuilt(entries: readonly string[], origins: Origins): string {
  const built = entries.map(nameOf).filter((name) => {
    return origins.builds.includes(name);
  });
  return `# built from source: ${built.join(' ')}`;
}

/** Of the flavour's own folders, those that something was taken from. */
function listFolders(resolved: string, { local }: Origins): string[] {
  return listLinkFolders(local).filter((folder) => {
    const places = [...resolved.matchAll(/\n {4}# from (file:\S+)/g)];
    const end = folder === '.' ? '' : posix.join('/', folder);
    return places.some(([, place = '']) => decodeURI(place).endsWith(end));
  });
}
