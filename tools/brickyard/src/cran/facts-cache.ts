import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

const factsSchema = v.strictObject({
  /** Of the index's row. */
  tag: v.optional(v.string()),
  /** ETag or Last-Modified, and size, of the answer that had the file. */
  state: v.string(),
  hash: v.string(),
  description: v.record(v.string(), v.string()),
});

/** What is kept of a file that was downloaded once; not the file itself. */
export type PackageFacts = v.InferOutput<typeof factsSchema>;

/** `$XDG_CACHE_HOME/brickyard/r`, else below ~/.cache. https://specifications.freedesktop.org/basedir-spec/latest/ */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const base = env['XDG_CACHE_HOME'] || join(home, '.cache');
  return join(base, 'brickyard', 'r');
}

/** One small file for each address. A cache that cannot be read or written is an empty one. */
export class FactsCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(key: string): PackageFacts | undefined {
    try {
      const value: unknown = JSON.parse(
        readFileSync(this.#fileOf(key), 'utf8'),
      );
      const result = v.safeParse(factsSchema, value);
      return result.success ? result.output : undefined;
    } catch {
      return undefined;
    }
  }

  write(key: string, facts: PackageFacts): void {
    const file = this.#fileOf(key);
    const fresh = `${file}.${randomUUID()}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(fresh, JSON.stringify(facts));
      // Another command may read it now: it meets the old one or the new one.
      renameSync(fresh, file);
    } catch {
      // Downloaded again next time.
    }
  }

  /** The address may have a password in it. */
  #fileOf(key: string): string {
    const name = createHash('sha256').update(key).digest('hex');
    return join(this.#folder, `${name}.json`);
  }
}
