import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** An input that once did what none may do. */
export interface CorpusEntry {
  /** What it did. */
  found: string;
  text?: string;
  /** In base64, for what is long or no text. */
  gzip?: string;
}

const folder = join(__dirname, '../corpus');

/** All that was ever found for a target, the oldest first. */
export function readCorpus(target: string): CorpusEntry[] {
  const file = fileOf(target);
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')) as CorpusEntry[];
}

export function addToCorpus(target: string, entry: CorpusEntry): void {
  const entries = [...readCorpus(target), entry];
  writeFileSync(fileOf(target), `${JSON.stringify(entries, null, 2)}\n`);
}

export function toEntry(found: string, input: Buffer): CorpusEntry {
  const text = input.toString();
  const isText = input.length <= 2000 && Buffer.from(text).equals(input);
  return isText
    ? { found, text }
    : { found, gzip: gzipSync(input, { level: 9 }).toString('base64') };
}

export function inputOf({ text, gzip = '' }: CorpusEntry): Buffer {
  return text === undefined
    ? gunzipSync(Buffer.from(gzip, 'base64'))
    : Buffer.from(text);
}

function fileOf(target: string): string {
  return join(folder, `${target}.json`);
}
