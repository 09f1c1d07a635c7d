import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

import type { KeyPart } from './key-part';

/** What an image says of itself. Labels are how a later plan explains a change. */
export interface ImageLabels {
  flavour: string;
  runtime: string;
  key: string;
  parts: readonly KeyPart[];
}

export const labelNames = {
  flavour: 'brickyard.flavour',
  runtime: 'brickyard.runtime',
  key: 'brickyard.key',
  parts: 'brickyard.parts',
} as const;

/**
 * Labels travel to the engine in a query string, which ends at 1 MiB; 4,000
 * compressed parts stay well below. Beyond that, files are named by folder.
 */
const mostParts = 4000;

export function renderLabels(labels: ImageLabels): Record<string, string> {
  const pairs = foldParts(labels.parts).map(({ name, value }) => [name, value]);
  return {
    [labelNames.flavour]: labels.flavour,
    [labelNames.runtime]: labels.runtime,
    [labelNames.key]: labels.key,
    [labelNames.parts]: gzipSync(JSON.stringify(pairs), { level: 9 }).toString(
      'base64',
    ),
  };
}

/** `undefined` for an image that Brickyard did not build, or a damaged label. */
export function parseLabels(
  labels: Readonly<Record<string, string>>,
): ImageLabels | undefined {
  const { flavour, runtime, key } = labelNames;
  const parts = parseParts(labels[labelNames.parts]);
  if (!labels[flavour] || !labels[runtime] || !labels[key] || !parts)
    return undefined;
  return {
    flavour: labels[flavour],
    runtime: labels[runtime],
    key: labels[key],
    parts,
  };
}

function parseParts(text: string | undefined): KeyPart[] | undefined {
  if (text === undefined) return undefined;
  try {
    const pairs = JSON.parse(
      gunzipSync(Buffer.from(text, 'base64')).toString(),
    ) as [string, string][];
    return pairs.map(([name, value]) => ({ name, value }));
  } catch {
    // A label that others rewrote costs the explanation, nothing else.
    return undefined;
  }
}

/** With too many files the label keeps the count by folder: enough to point at it. */
export function foldParts(
  parts: readonly KeyPart[],
  most = mostParts,
): readonly KeyPart[] {
  if (parts.length <= most) return parts;
  const folders = new Map<string, string[]>();
  for (const { name, value } of parts) {
    const isNested = name.startsWith('context:') && name.includes('/');
    const folder = isNested ? `${name.slice(0, name.indexOf('/'))}/` : name;
    const held = folders.get(folder) ?? [];
    held.push(isNested ? `${name} ${value}` : value);
    folders.set(folder, held);
  }
  return [...folders].map(([name, lines]) => foldedPart(name, lines));
}

function foldedPart(name: string, lines: readonly string[]): KeyPart {
  if (!name.endsWith('/')) return { name, value: lines.join() };
  const digest = createHash('sha256').update(lines.join('\n')).digest('hex');
  return { name, value: `${lines.length} files ${digest}` };
}
