import type { ContextUse } from '../dockerfile/dockerfile';
import type { Problem } from '../errors';
import type { ContextEntry } from './context-entry';
import { literalPattern, selectsPath } from './path-pattern';

/**
 * COPY sources that name no file. A pattern may match nothing, as in BuildKit; a
 * plain path may not. `file` is the Dockerfile.
 */
export function checkContext(
  uses: readonly ContextUse[],
  entries: readonly ContextEntry[],
  file: string,
): Problem[] {
  return uses.flatMap((use) =>
    use.sources
      .filter((source) => source !== '.' && !/[*?[\\]/.test(source))
      .filter((source) => !isThere(source, entries))
      .map((source) => ({
        place: { file, line: use.line },
        message: `${nameUse(use, source)}: no such file here, or .dockerignore leaves it out, or the folder is empty`,
      })),
  );
}

/** `COPY ../x`: the instruction with a source as it is written. */
export function nameUse(
  { kind, above = [] }: ContextUse,
  source: string,
): string {
  const keyword = kind === 'mount' ? 'RUN --mount' : kind.toUpperCase();
  const written = above.find((each) => each.source === source)?.written;
  return `${keyword} ${written ?? source}`;
}

function isThere(source: string, entries: readonly ContextEntry[]): boolean {
  const pattern = literalPattern(source);
  // A link on the way may lead to it; only the engine can tell.
  const isBelowLink = ({ kind, path }: ContextEntry) =>
    kind === 'link' && source.startsWith(`${path}/`);
  return entries.some(
    (entry) =>
      isBelowLink(entry) ||
      (pattern !== undefined && selectsPath(pattern, entry.path)),
  );
}
