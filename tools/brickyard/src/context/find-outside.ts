import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

import type { ContextUse } from '../dockerfile/dockerfile';
import { isAboveRoot } from '../dockerfile/normalize-source';
import type { Problem } from '../errors';
import { nameUse } from './check-context';
import type { Glob } from './glob';
import type { IgnoreFile } from './ignore-rules';
import { literalPattern, parsePathPattern } from './path-pattern';

export interface OutsideRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  /** As messages name it: `packages/python`. */
  name: string;
  uses: readonly ContextUse[];
  ignore?: IgnoreFile;
}

/** Linux gives up on a path after this many links. */
const mostHops = 40;

/**
 * What names a file outside of the folder, with the words of the file: sources
 * that climb out of it, links on the way to a source, lines of `.dockerignore`.
 * BuildKit says nothing of it: to it the folder is the root, so that it takes
 * `x` for `../x`, and for a link to `/x` or `../x`. Links inside of a copied
 * folder are copied as links, so where they lead is no matter of the build.
 */
export function findOutside(request: OutsideRequest): Problem[] {
  const { name, uses } = request;
  const file = `${name}/Dockerfile`;
  return [
    ...uses.flatMap((use) =>
      [...findAbove(use, name), ...findLinks(use, request)].map((message) => {
        return { place: { file, line: use.line }, message };
      }),
    ),
    ...findIgnored(request),
  ];
}

function findAbove(use: ContextUse, name: string): string[] {
  return (use.above ?? []).map(
    ({ source }) =>
      `${nameUse(use, source)}: is outside of ${name}, which is all that a build sees; it would take ${source} of that folder`,
  );
}

function findIgnored({ name, ignore }: OutsideRequest): Problem[] {
  if (ignore === undefined) return [];
  const { file, text } = ignore;
  return text.split(/\r?\n/).flatMap((line, index) => {
    const pattern = line.trim().replace(/^!\s*/, '');
    if (line.startsWith('#') || !isAboveRoot(pattern)) return [];
    const message = `${line.trim()}: is outside of ${name}, which is all that a build sees`;
    return [{ place: { file, line: index + 1 }, message }];
  });
}

function findLinks(
  use: ContextUse,
  { folder, name }: OutsideRequest,
): string[] {
  const links = new Map<string, string>();
  for (const source of use.sources) {
    const { components } =
      (use.kind === 'mount' ? undefined : parsePathPattern(source)) ??
      literalPattern(source);
    follow({ folder, at: '', components, hops: 0, links });
  }
  return [...links].map(
    ([path, target]) =>
      `${nameUse(use, use.sources[0] ?? path)}: the link ${path} leads to ${target}, which is outside of ${name}, all that a build sees`,
  );
}

interface Walk {
  folder: string;
  /** How far it is, from the folder; empty at its start. */
  at: string;
  components: readonly Glob[];
  hops: number;
  /** Targets as written, by the path of the link. */
  links: Map<string, string>;
}

function follow({ folder, at, components, hops, links }: Walk): void {
  const [component, ...rest] = components;
  if (component === undefined || hops > mostHops) return;
  for (const name of listFolder(join(folder, at))) {
    if (!component.test(name)) continue;
    const path = posix.join(at, name);
    const target = readLink(join(folder, path));
    if (target === undefined) {
      follow({ folder, at: path, components: rest, hops, links });
      continue;
    }
    const isOut = target.startsWith('/') || isAboveRoot(posix.join(at, target));
    if (isOut) links.set(path, target);
    const start = target.startsWith('/') ? '/' : `/${at}`;
    const next = literalPattern(posix.join(start, target)).components;
    const beyond = [...next, ...rest];
    follow({ folder, at: '', components: beyond, hops: hops + 1, links });
  }
}

/** As written; `undefined` for what is no link. */
function readLink(file: string): string | undefined {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
    return undefined;
  return readlinkSync(file).split(sep).join('/');
}

/** Nothing of what is no folder, or cannot be read: a build that needs it says so. */
function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
