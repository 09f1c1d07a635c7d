import { createHash } from 'node:crypto';

import type { FileInputs, GeneratedFile } from '../model/generated-file';
import { regionEnd } from './region';

/** What a generated text says about itself, and its body. */
export interface Stamped {
  /** Digest of the body as it was written. */
  content: string;
  /** Digests of what it was derived from. */
  inputs: Readonly<Record<string, string>>;
  body: string;
  /** Lines above the body. */
  above: number;
}

/** In every text that is generated, and in README.md around the part that is. */
export const generatedMark = 'generated — run npx nx sync';
const stamp = /content ([0-9a-f]{12})((?:, [\w.-]+ [0-9a-f]{8})*)/;
/** Another project's prettier would change the text, which would then count as edited. */
const ignore = 'prettier-ignore';

/** The body, below lines that hold its digest: they tell an edit by hand. */
export function addStamp(file: GeneratedFile): string {
  const { format, inputs, body = '' } = file;
  const made = Object.entries(digestFileInputs(inputs));
  const said = [`content ${digest(body, 12)}`, ...made.map((p) => p.join(' '))];
  if (format === 'markdown')
    return `<!-- flavours: ${generatedMark}; ${said.join(', ')} -->\n${body}${regionEnd}`;
  const lines = [generatedMark, said.join(', ')];
  if (format !== 'codeowners') lines.push(ignore);
  const comment = format === 'json5' ? '//' : '#';
  return `${lines.map((line) => `${comment} ${line}\n`).join('')}${body}`;
}

/** `undefined` for a text that was not generated. */
export function readStamp(text: string): Stamped | undefined {
  const lines = text.split('\n');
  if (!lines[0]?.includes(generatedMark)) return undefined;
  const at = lines.slice(0, 2).findIndex((line) => stamp.test(line));
  if (at < 0) return undefined;
  const [, content = '', said = ''] = stamp.exec(lines[at] ?? '') ?? [];
  const above = lines[at + 1]?.endsWith(` ${ignore}`) ? at + 2 : at + 1;
  const body = lines.slice(above).join('\n');
  return {
    content,
    inputs: parseInputs(said),
    body: body.endsWith(regionEnd) ? body.slice(0, -regionEnd.length) : body,
    above,
  };
}

function parseInputs(said: string): Record<string, string> {
  const pairs = said.split(', ').filter((part) => part !== '');
  return Object.fromEntries(
    pairs.map((pair) => pair.split(' ') as [string, string]),
  );
}

export function digestFileInputs(inputs: FileInputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      digest(JSON.stringify(value), 8),
    ]),
  );
}

export function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
