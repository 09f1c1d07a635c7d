import { type Glob, literalGlob, parseGlob } from './glob';

/** COPY's globs: one for each component of a path, so a `*` never crosses a `/`. */
export interface PathPattern {
  components: readonly Glob[];
}

/** `undefined` for a glob that Go refuses, too. */
export function parsePathPattern(source: string): PathPattern | undefined {
  const components = splitPath(source).map(parseGlob);
  return components.every((component) => component !== undefined)
    ? { components }
    : undefined;
}

/** A literal path: its `*` is a star. */
export function literalPattern(path: string): PathPattern {
  return { components: splitPath(path).map(literalGlob) };
}

/** The path itself matches, or lies below a folder that matches. */
export function selectsPath(pattern: PathPattern, path: string): boolean {
  const parts = path.split('/');
  return (
    parts.length >= pattern.components.length &&
    pattern.components.every((c, i) => c.test(parts[i] ?? ''))
  );
}

/** Whether anything below `folder` could be selected: what a walk may skip. */
export function reachesInto(pattern: PathPattern, folder: string): boolean {
  return folder
    .split('/')
    .every((part, i) => pattern.components[i]?.test(part) ?? true);
}

/**
 * What is selected beyond `path`, when `path` is the start of a match or the
 * whole of it; `undefined` for what merely lies below a match, or beside it.
 */
export function patternBeyond(
  pattern: PathPattern,
  path: string,
): PathPattern | undefined {
  const depth = path.split('/').length;
  return depth <= pattern.components.length && reachesInto(pattern, path)
    ? { components: pattern.components.slice(depth) }
    : undefined;
}

function splitPath(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
