import { reasonOf } from './group-failures';
import type { Warn } from './services';

export interface OnceWarner {
  warn: Warn;
  /** Tells how many more were concerned. */
  settle: () => void;
}

/**
 * Warnings as they come, each once. Of a failure that many images meet only the
 * first is told, with a count of the others in the end.
 */
export function warnOnce(tell: (message: string) => void): OnceWarner {
  const told = new Set<string>();
  const say = (message: string) => {
    if (!told.has(message)) tell(message);
    told.add(message);
  };
  const others = new Map<string, number>();
  const warn: Warn = (message, failure) => {
    if (failure === undefined) return say(message);
    const { registry, what, error } = failure;
    const key = `${registry}: ${what}: ${reasonOf(error)} [${error.code}]`;
    const count = others.get(key);
    others.set(key, (count ?? -1) + 1);
    if (count === undefined) say(message);
  };
  const settle = () => {
    for (const [what, count] of others)
      if (count > 0) say(`the same for ${count} more images: ${what}`);
    others.clear();
  };
  return { warn, settle };
}
