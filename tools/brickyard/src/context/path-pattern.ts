/**
 * COPY's globs: Go's filepath.Match on each path component, so a `*` never
 * crosses a `/`. https://pkg.go.dev/path/filepath#Match
 */
export interface PathPattern {
  components: readonly RegExp[];
}

/** `undefined` for a glob that Go refuses, too: `[a`, `[]`, `a\`. */
export function parsePathPattern(source: string): PathPattern | undefined {
  const components = splitPath(source).map(componentExpression);
  return components.every((component) => component !== undefined)
    ? { components }
    : undefined;
}

/** A literal path: its `*` is a star. */
export function literalPattern(path: string): PathPattern {
  return {
    components: splitPath(path).map((part) => new RegExp(`^${escape(part)}$`)),
  };
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

function componentExpression(component: string): RegExp | undefined {
  // One token at a time: escaped character, class, `*`, `?`, anything else.
  const tokens = component.match(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^]/gu) ?? [];
  const expressions = tokens.map(tokenExpression);
  return expressions.includes(undefined)
    ? undefined
    : new RegExp(`^${expressions.join('')}$`, 'u');
}

function tokenExpression(token: string): string | undefined {
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token === '[' || token === '\\') return undefined;
  if (token.startsWith('[')) return classExpression(token.slice(1, -1));
  return escape(token.startsWith('\\') ? token.slice(1) : token);
}

/** `^a-cx` of `[^a-cx]`; a `-` that makes no range needs a backslash. */
function classExpression(body: string): string | undefined {
  const isNegated = body.startsWith('^');
  const members = isNegated ? body.slice(1) : body;
  const ranges = [...members.matchAll(/(\\[^]|[^\\-])(?:-(\\[^]|[^\\-]))?/gu)];
  const isWhole = ranges.map(([text]) => text).join('') === members;
  if (members === '' || !isWhole) return undefined;
  const text = ranges.map(([, low = '', high]) => range(low, high)).join('');
  // Only ranges like `c-a`, which match nothing.
  if (text === '') return isNegated ? '[^/]' : '(?!)';
  return `[${isNegated ? '^' : ''}${text}]`;
}

function range(low: string, high = low): string {
  const [from = '', to = ''] = [low, high].map((end) => [...end].at(-1));
  return from > to ? '' : `${escapeMember(from)}-${escapeMember(to)}`;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function escapeMember(text: string): string {
  return text.replace(/[\\^\]-]/g, '\\$&');
}
