import { checkContext, nameUse } from '../../context/check-context';
import type { ContextEntry } from '../../context/context-entry';
import { findOutside } from '../../context/find-outside';
import {
  literalPattern,
  parsePathPattern,
  selectsPath,
} from '../../context/path-pattern';
import type { ContextUse } from '../../dockerfile/dockerfile';
import type { Problem } from '../../errors';
import type { LeftOut, ReadFolder } from './adoption';
import { IGNORED } from './judge-entry';

/**
 * What the Dockerfile copies and the flavour would not have: nothing of that name,
 * something outside of the folder, or what is left out.
 */
export function checkEntries(
  read: ReadFolder,
  uses: readonly ContextUse[],
): Problem[] {
  const { folder, shown, ignore, dockerfile, leftOut } = read;
  const outside = findOutside({ folder, name: shown, ignore, uses });
  const isTold = ({ place }: Problem) =>
    outside.some((each) => each.place.line === place.line);
  const missing = checkContext(uses, listContext(read), dockerfile.file);
  const refused = uses.flatMap((use) =>
    leftOut
      .filter(({ why }) => why !== IGNORED)
      .flatMap((left) => {
        const source = findSource(use, left.path);
        return source === undefined
          ? []
          : [explain({ use, source, left }, dockerfile.file)];
      }),
  );
  const isRefused = ({ place }: Problem) =>
    refused.some((each) => each.place.line === place.line);
  return [
    ...outside,
    ...refused,
    ...missing.filter((each) => !isTold(each) && !isRefused(each)),
  ];
}

/** With what is left out for its name alone, and is named by COPY. */
export function keepNamed(
  read: ReadFolder,
  uses: readonly ContextUse[],
): ReadFolder {
  const isNamed = ({ path, isByName }: LeftOut) =>
    isByName === true &&
    uses.some((use) => findSource(use, path) !== undefined);
  const kept = read.leftOut.filter(isNamed);
  if (kept.length === 0) return read;
  const entries = kept.map(({ path }) => ({ path, target: path, size: 0 }));
  return {
    ...read,
    entries: [...read.entries, ...entries],
    leftOut: read.leftOut.filter((each) => !isNamed(each)),
  };
}

function listContext({ entries }: ReadFolder): ContextEntry[] {
  return entries.map(({ path, size, link: target }) =>
    target === undefined
      ? { kind: 'file', path, size, executable: false, digest: '' }
      : { kind: 'link', path, target },
  );
}

/** `COPY id_rsa` and `COPY .venv/lib` name what is left out, `COPY .` and `COPY *` do not. */
function findSource(
  { kind, sources }: ContextUse,
  path: string,
): string | undefined {
  const bare = path.replace(/\/$/, '');
  const depth = bare.split('/').length;
  return sources.find((source) => {
    if (source.startsWith(`${bare}/`)) return true;
    const pattern =
      (kind === 'mount' ? undefined : parsePathPattern(source)) ??
      literalPattern(source);
    const isAny = /(?:^|\/)\*+$/.test(source);
    const isExact = pattern.components.length === depth;
    return isExact && !isAny && selectsPath(pattern, bare);
  });
}

function explain(
  { use, source, left }: { use: ContextUse; source: string; left: LeftOut },
  file: string,
): Problem {
  const what = left.path === source ? 'it' : left.path;
  return {
    place: { file, line: use.line },
    message: `${nameUse(use, source)}: ${what} stays out of the workspace: ${left.why}`,
  };
}
