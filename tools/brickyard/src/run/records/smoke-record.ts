import { createHash } from 'node:crypto';

import * as v from 'valibot';

import type { KeyedImage } from '../../plan/key-images';
import type { SmokeResult } from '../../smoke/run-checks';
import { sourceRoot } from '../../source-root';
import { defineRecord } from './define-record';
import { digestSources } from './digest-sources';

/** `dist/packages/<flavour>/smoke.json`: whether Spark runs in an image. */
export interface SmokeRecord extends SmokeResult {
  flavour: string;
  runtime: string;
  /** Of the image that was tried. */
  key: string;
  /** Digest of all that was asked of it. */
  smoke: string;
}

const schema = v.looseObject({
  flavour: v.string(),
  runtime: v.string(),
  key: v.string(),
  smoke: v.string(),
  version: v.string(),
  ok: v.boolean(),
  checks: v.array(
    v.looseObject({
      name: v.string(),
      state: v.picklist(['ok', 'failed', 'skipped']),
      seconds: v.number(),
      detail: v.string(),
    }),
  ),
  output: v.array(v.string()),
});

export const smokeRecords = defineRecord<SmokeRecord>('smoke', schema);

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
  { smoke }: Pick<Smoked, 'smoke'>,
  root: string,
): SmokeRecord | undefined {
  const record = smokeRecords.read(image, root);
  return record?.ok && record.smoke === smoke ? record : undefined;
}
