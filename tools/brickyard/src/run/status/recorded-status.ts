import type { KeyedImage } from '../../plan/key-images';
import type { ResolvedImage } from '../../plan/resolve-image';
import { readLastRecord } from '../records/image-record';
import { readJsonFile } from '../records/json-file';
import { testRecords } from '../records/tests-record';
import type { ImageStatus } from './image-status';
import type { Publication } from './publication';

/** What a record says was published of an image's line; not of its files, where they have changed. */
export function readPublished(
  image: ResolvedImage,
  keyed: KeyedImage | undefined,
  root: string,
): Publication | undefined {
  const record = readLastRecord(image, root);
  if (record === undefined) return undefined;
  const { created, size, reference } = record;
  const isCurrent = keyed === undefined ? null : keyed.key === record.key;
  const status = { created, isCurrent, size, reference };
  return { key: record.key, status: { ...status, source: 'record' } };
}

/** What `docker-test` found in the image of this key. */
export function readTests(
  image: ResolvedImage,
  key: string | undefined,
  root: string,
): Pick<ImageStatus, 'tests' | 'rules'> {
  const value = readJsonFile(root, testRecords.path(image));
  const record =
    key === undefined ? undefined : testRecords.parse({ key }, value);
  if (record === undefined) return { tests: null, rules: null };
  const passed = record.tests.filter((test) => test.passed).length;
  const findings = record.conformance?.findings;
  const count = (wanted: string) =>
    (findings ?? []).filter(({ severity }) => severity === wanted).length;
  return {
    tests: { passed, failed: record.tests.length - passed },
    rules: findings
      ? { errors: count('error'), warnings: count('warning') }
      : null,
  };
}
