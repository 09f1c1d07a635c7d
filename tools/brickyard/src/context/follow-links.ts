import { posix } from 'node:path';

import type { ContextEntry, ContextLink } from './context-entry';
import {
  literalPattern,
  type PathPattern,
  patternBeyond,
} from './path-pattern';

/**
 * COPY follows the links on the way to what it is given, so what they point at
 * must be sent too. Links inside a copied folder are copied as links.
 */
export function linkTargets(
  found: ReadonlyMap<string, ContextEntry>,
  patterns: readonly PathPattern[],
  followed: Set<string>,
): PathPattern[] {
  const targets: PathPattern[] = [];
  for (const entry of found.values()) {
    if (entry.kind !== 'link') continue;
    for (const pattern of patterns) {
      const beyond = patternBeyond(pattern, entry.path);
      if (beyond === undefined) continue;
      const { components } = literalPattern(linkTarget(entry));
      targets.push({ components: [...components, ...beyond.components] });
    }
  }
  return targets.filter((target) => isFresh(target, followed));
}

function isFresh({ components }: PathPattern, seen: Set<string>): boolean {
  const text = components.map(({ source }) => source).join('/');
  const isNew = !seen.has(text);
  seen.add(text);
  return isNew;
}

/** As BuildKit sees it: the context is the root, and nothing is above it. */
function linkTarget({ path, target }: ContextLink): string {
  const folder = target.startsWith('/') ? '/' : posix.dirname(`/${path}`);
  return posix.join(folder, target);
}
