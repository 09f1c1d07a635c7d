const REMOTE = /^(?:https?|git|ssh):\/\/|^[\w.-]+@[\w.-]+:/;

/** ADD fetches these; they do not come from the build context. */
export function isRemoteSource(source: string): boolean {
  return REMOTE.test(source);
}

/**
 * A COPY source relative to the context's root, which `..` cannot leave:
 * `/a/./b/` is `a/b`, and `/`, `.` or nothing is `.`.
 */
export function normalizeSource(source: string): string {
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/') || '.';
}
