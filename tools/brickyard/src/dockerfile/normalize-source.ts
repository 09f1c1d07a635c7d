import type { ContextUse } from './dockerfile';

const REMOTE = /^(?:https?|git|ssh):\/\/|^[\w.-]+@[\w.-]+:/;

/** ADD fetches these; they do not come from the build context. */
export function isRemoteSource(source: string): boolean {
  return REMOTE.test(source);
}

/** Whether a source climbs out of the context on its way, as `./a/../../x`. */
export function isAboveRoot(source: string): boolean {
  let depth = 0;
  for (const part of source.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/** The sources of one instruction, with those that are written as above the root. */
export function contextSources(
  given: readonly { written: string; expanded: string }[],
): Pick<ContextUse, 'sources' | 'above'> {
  const sources = given.map(({ expanded }) => normalizeSource(expanded));
  const above = given.flatMap(({ written, expanded }, index) =>
    isAboveRoot(expanded) ? [{ written, source: sources[index] ?? '.' }] : [],
  );
  return above.length > 0 ? { sources, above } : { sources };
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
