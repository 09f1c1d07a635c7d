import * as v from 'valibot';

import { isInterrupt, renderError } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import { defineRecord } from './define-record';

/** `dist/packages/<flavour>/build.json`: how an image's last build here ended. */
export interface BuildRecord {
  flavour: string;
  runtime: string;
  key: string;
  seconds: number;
  /** Why there is no image. */
  error?: string;
}

const schema = v.looseObject({
  flavour: v.string(),
  runtime: v.string(),
  key: v.string(),
  seconds: v.number(),
  error: v.optional(v.string()),
});

export const buildRecords = defineRecord<BuildRecord>('build', schema);

/** Builds, and writes down how that ended. An interrupted build has not ended. */
export async function recordBuild(
  image: KeyedImage,
  root: string,
  build: () => Promise<void>,
): Promise<void> {
  const started = performance.now();
  const write = (error?: unknown) => {
    const seconds = (performance.now() - started) / 1000;
    writeBuild(image, root, { seconds, error });
  };
  try {
    await build();
  } catch (error) {
    if (!isInterrupt(error)) write(error);
    throw error;
  }
  write();
}

function writeBuild(
  image: KeyedImage,
  root: string,
  { seconds, error }: { seconds: number; error?: unknown },
): void {
  const { flavour, runtime, key } = image;
  const record: BuildRecord = {
    ...{ flavour: flavour.name, runtime: runtime.name, key },
    seconds: Math.round(seconds * 10) / 10,
    ...(error !== undefined && { error: renderError(error) }),
  };
  buildRecords.write(image, record, root);
}
