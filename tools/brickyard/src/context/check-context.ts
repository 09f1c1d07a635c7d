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
  return uses.flatMap(({ kind, sources, line }) =>
    sources
      .filter((source) => source !== '.' && !/[*?[\\]/.test(source))
      .filter((source) => !isThere(source, entries))
      .map((source) => ({
        place: { file, line },
        message: `${kind === 'mount' ? 'RUN --mount' : kind.toUpperCase()} ${source}: no such file here, or .dockerignore leaves it out, or the folder is empty`,
      })),
  );
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
