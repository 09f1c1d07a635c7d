import { createHash } from 'node:crypto';

import type { KeyedImage } from '../../plan/key-images';
import type { SmokeResult } from '../../smoke/run-checks';
import { sourceRoot } from '../../source-root';
import { digestSources } from './digest-sources';
import { recordPath } from './image-record';
import { readJsonFile } from './json-file';

/** `dist/packages/<flavour>/smoke.json`: what became of Spark in an image. */
export interface SmokeRecord extends SmokeResult {
  flavour: string;
  runtime: string;
  /** Of the image that was tried. */
  key: string;
  /** Digest of all that was asked of it. */
  smoke: string;
}

/** What a pass is of. */
export type Smoked = Pick<SmokeRecord, 'key' | 'smoke'>;

/** Of all that decides the outcome for an image with a given key. */
export function digestSmoke(
  { runtime, flavour }: Pick<KeyedImage, 'runtime' | 'flavour'>,
  root: string = sourceRoot,
): string {
  const { languages } = flavour.definition;
  const text = JSON.stringify({ runtime, languages });
  const sources = digestSources(root, ['rows', 'smoke']);
  const hash = createHash('sha256').update(sources).update(text);
  return `sha256:${hash.digest('hex')}`;
}

/** A recorded pass of this content and these checks. */
export function readSmokePass(
  image: KeyedImage,
  { key, smoke }: Smoked,
  root: string,
): SmokeRecord | undefined {
  const path = recordPath(image, 'smoke');
  const record = readJsonFile(root, path) as Partial<SmokeRecord> | null;
  const isThis = record?.key === key && record.smoke === smoke;
  const isPass = record?.ok === true && Array.isArray(record.checks);
  return isThis && isPass ? (record as SmokeRecord) : undefined;
}
