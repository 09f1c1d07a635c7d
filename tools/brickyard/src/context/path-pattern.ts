/**
 * COPY's globs: Go's filepath.Match on each path component, so a `*` never
 * crosses a `/`. https://pkg.go.dev/path/filepath#Match
 */
export interface PathPattern {
  components: readonly RegExp[];
}

export function parsePathPattern(source: string): PathPattern {
  const parts = source.split('/').filter((part) => part !== '' && part !== '.');
  return { components: parts.map(componentExpression) };
}

/** A path that is what it says: its `*` is a star. */
export function literalPattern(path: string): PathPattern {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return {
    components: parts.map((part) => new RegExp(`^${escape(part)}$`, 'u')),
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

function componentExpression(component: string): RegExp {
  // One token at a time: escaped character, class, `*`, `?`, anything else.
  const tokens = component.match(/\\.|\[\^?(?:\\.|[^\]\\])+\]|[^]/gu) ?? [];
  return new RegExp(`^${tokens.map(tokenExpression).join('')}$`, 'u');
}

function tokenExpression(token: string): string {
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 2 && token.startsWith('[')) return token;
  return escape(
    token.length === 2 && token.startsWith('\\') ? token.slice(1) : token,
  );
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
