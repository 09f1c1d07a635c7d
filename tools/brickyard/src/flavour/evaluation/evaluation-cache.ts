import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { sourceRoot } from '../../source-root';
import type {
  DefinitionSource,
  Evaluation,
  EvaluatorAnswer,
} from './evaluation';

/** Grows when the same text would get another value, or another form on disk. */
const generation = 1;

interface Entry {
  /** Its own name: a file that says another is somebody else's. */
  name: string;
  json: string;
  /** Digests of the files that it was made of, by absolute path. */
  imports: Record<string, string>;
}

/**
 * Values of `image.ts` files, kept beside the compiled text of register.cjs. By
 * content: an entry counts as long as the text, all that it imports, Brickyard and
 * Node are the same. What asks for anything else, as a file or a variable, is
 * never kept, and neither is a fault.
 */
export class EvaluationCache {
  #folder: string;
  #digests = new Map<string, string | undefined>();

  constructor(
    folder = join(sourceRoot, '../../../node_modules/.cache/brickyard'),
  ) {
    this.#folder = folder;
  }

  read(source: DefinitionSource): Evaluation | undefined {
    const name = nameOf(source);
    const entry = this.#readEntry(name);
    if (entry?.name !== name) return undefined;
    const isCurrent = Object.entries(entry.imports).every(
      ([file, digest]) => this.#digest(file) === digest,
    );
    return isCurrent ? { json: entry.json } : undefined;
  }

  keep(source: DefinitionSource, answer: EvaluatorAnswer): void {
    const { evaluation, imports, isPure } = answer;
    if (!isPure || !('json' in evaluation)) return;
    // Copies of a commit's files (run/export-commit.ts) are never met again.
    if (!isAlone(source) && source.file.includes('/brickyard-base-')) return;
    const name = nameOf(source);
    const digests = imports.map((file) => [file, this.#digest(file) ?? '']);
    this.#write(name, {
      ...{ name, json: evaluation.json ?? '' },
      imports: Object.fromEntries(digests) as Record<string, string>,
    });
  }

  #readEntry(name: string): Entry | undefined {
    try {
      const text = readFileSync(join(this.#folder, `${name}.json`), 'utf8');
      const entry = JSON.parse(text) as Entry;
      JSON.parse(entry.json);
      return typeof entry.imports === 'object' ? entry : undefined;
    } catch {
      return undefined;
    }
  }

  #write(name: string, entry: Entry): void {
    const file = join(this.#folder, `${name}.json`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      // Renamed into place, so that a second process never reads half a file.
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(entry));
      renameSync(`${file}.${process.pid}`, file);
    } catch {
      // A read-only checkout only loses the speed.
    }
  }

  /** Files that many import are read once. */
  #digest(file: string): string | undefined {
    if (!this.#digests.has(file)) this.#digests.set(file, digestFile(file));
    return this.#digests.get(file);
  }
}

function digestFile(file: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}

/** A text that names nothing outside of it means the same in every folder. */
function nameOf(source: DefinitionSource): string {
  const hash = createHash('sha256');
  const place = isAlone(source) ? '' : source.file;
  const parts = [generation, version(), process.version, place, source.text];
  return hash.update(JSON.stringify(parts)).digest('hex');
}

let ownVersion: string | undefined;

function version(): string {
  if (ownVersion === undefined) {
    const text = readFileSync(join(sourceRoot, '../package.json'), 'utf8');
    ownVersion = (JSON.parse(text) as { version: string }).version;
  }
  return ownVersion;
}

function isAlone({ text }: DefinitionSource): boolean {
  const rest = text.replace(
    /^import \{ defineImage \} from ['"]brickyard['"];?$/m,
    '',
  );
  return !/\b(?:import|require|from|module|process|globalThis|eval|Function|__dirname|__filename)\b/.test(
    rest,
  );
}
