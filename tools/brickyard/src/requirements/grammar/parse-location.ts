import { normalizeName } from '../normalize-name';
import { type Dependency, parseDependency } from './parse-dependency';
import { isVersion } from './parse-specifiers';
import { GrammarFault } from './text-scanner';

/** A path or URL as it is written, and what it tells about the package. */
export interface Location {
  location: string;
  extras: string[];
  /** Normalised. */
  name?: string;
}

const URL_START = /^(?:https?|file|ftp|(?:git|hg|bzr|svn)\+[a-z-]+):/i;
const ARCHIVE =
  /\.(?:whl|zip|tar\.gz|tgz|tar|tar\.bz2|tbz|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$/i;

export function isUrl(text: string): boolean {
  return URL_START.test(text);
}

export function isArchive(path: string): boolean {
  return ARCHIVE.test(path);
}

/** pip takes what looks like a path or a URL as a place to install from. */
export function isLocation(text: string): boolean {
  if (isUrl(text)) return true;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return false;
  const { path } = cutExtras(text);
  // `name @ file` is no path, although it ends as one.
  const [name = '', file] = path.split('@', 2);
  if (file !== undefined && !isPath(name)) return false;
  return isArchive(path) || isFolder(path);
}

function isPath(text: string): boolean {
  return text.includes('/') || text.startsWith('.');
}

/** A folder may have any name, but with other characters a mistake is likelier. */
function isFolder(text: string): boolean {
  return isPath(text) && /^[\w./~-]+$/.test(text);
}

/** Throws GrammarFault. */
export function parseLocation(text: string): Location {
  const { path, extras } = isUrl(text)
    ? { path: text, extras: '' }
    : cutExtras(text);
  const name = findName(path);
  return {
    location: path,
    extras: extras === '' ? [] : parseExtras(extras),
    ...(name !== undefined && { name: normalizeName(name) }),
  };
}

/** `x-1.0-py3-none-any.whl[excel]` */
function cutExtras(text: string): { path: string; extras: string } {
  const start = text.endsWith(']') ? text.lastIndexOf('[', text.length - 3) : 0;
  const extras = text.slice(start, -1);
  if (start < 1 || extras.includes(']'))
    return { path: text.trimEnd(), extras: '' };
  return { path: text.slice(0, start).trimEnd(), extras: text.slice(start) };
}

function parseExtras(extras: string): Dependency['extras'] {
  return parseDependency(`placeholder${extras.toLowerCase()}`).extras;
}

const TAG = '[a-z_]\\w*(?:\\.[a-z_]\\w*)*';
const TAGS = '[^-.]+(?:\\.[^-.]+)*';
const WHEEL = new RegExp(
  `^(?<name>(?!.*__)[a-z0-9][\\w.]*)-(?<version>[^-]+)(?:-\\d[^-]*)?-${TAG}-${TAGS}-${TAGS}\\.whl$`,
  'i',
);

/** `#egg=name`, or the name that a wheel or sdist carries in its file name. */
function findName(location: string): string | undefined {
  const [path = ''] = isUrl(location) ? location.split(/[?#]/) : [location];
  const file = path.split('/').at(-1) ?? '';
  if (file.endsWith('.whl'))
    return nameOfWheel(isUrl(location) ? decodePercent(file) : file);
  const egg = /[#&]egg=([^&]*)/.exec(location)?.[1];
  if (egg !== undefined && !/^[a-z0-9](?:[\w.-]*[a-z0-9])?$/i.test(egg))
    throw new GrammarFault(`#egg=${egg} is not the name of a package`);
  return egg ?? (isArchive(file) ? /^(.+?)-\d/.exec(file)?.[1] : undefined);
}

/** https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention */
function nameOfWheel(file: string): string {
  const { name, version } = WHEEL.exec(file)?.groups ?? {};
  if (name !== undefined && isVersion(version ?? '')) return name;
  throw new GrammarFault(
    `${file} is no file name of a wheel: name-version-python-abi-platform.whl`,
  );
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
