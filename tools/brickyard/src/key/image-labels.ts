import { gunzipSync, gzipSync } from 'node:zlib';

import { foldParts } from './fold-parts';
import type { KeyPart } from './key-part';

/** The labels of an image. A later plan explains a change by them. */
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

/** The runtime line that an image is for, in the words of Databricks' users. */
export const databricksLabel = 'databricks.runtime.version';

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

/** Other tools read this label, too; a stand-in must not claim it. */
export function runtimeLabels(runtime: {
  name: string;
  databricks: boolean;
}): Record<string, string> {
  return runtime.databricks ? { [databricksLabel]: runtime.name } : {};
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
    const json = gunzipSync(Buffer.from(text, 'base64')).toString();
    const pairs = JSON.parse(json) as unknown[];
    return pairs.every(isPair)
      ? pairs.map(([name, value]) => ({ name, value }))
      : undefined;
  } catch {
    // Without a readable label only the explanation is lost.
    return undefined;
  }
}

function isPair(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((text) => typeof text === 'string')
  );
}
