import { rmSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

import type { ImageTarget } from '../../plan/image-target';
import type { KeyedImage } from '../../plan/key-images';
import { readJsonFile, writeJsonFile } from './json-file';
import { type DistFile, recordPath } from './record-path';

/** A kind of record: one schema, one path, one reader. `T` is what is written. */
export interface RecordKind<T, Read = T> {
  /** Below the workspace's folder. */
  path(image: ImageTarget): string;
  /** `undefined` unless there is a sound record of this very image. */
  read(image: KeyedImage, root: string): Read | undefined;
  /** The same of a record that lies elsewhere; its text is decoded already. */
  parse(image: Pick<KeyedImage, 'key'>, value: unknown): Read | undefined;
  write(image: KeyedImage, record: T, root: string): void;
  remove(image: KeyedImage, root: string): void;
}

/**
 * `Read` says less than `T` where older records do. A value that fits keeps the
 * keys it has, and their order: it may be written again.
 */
export function defineRecord<T extends { key: string }, Read = T>(
  kind: DistFile,
  schema: v.GenericSchema<Read & { key: string }>,
): RecordKind<T, Read> {
  const path = (image: ImageTarget) => recordPath(image, kind);
  const parse = (image: Pick<KeyedImage, 'key'>, value: unknown) =>
    v.is(schema, value) && value.key === image.key ? value : undefined;
  return {
    path,
    parse,
    read: (image, root) => parse(image, readJsonFile(root, path(image))),
    write: (image, record, root) => writeJsonFile(root, path(image), record),
    remove: (image, root) => rmSync(join(root, path(image)), { force: true }),
  };
}
