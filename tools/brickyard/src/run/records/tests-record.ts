import type { Conformance } from '../../conformance/check-conformance';
import type { TestResult } from '../../image-tests/image-test';
import type { KeyedImage } from '../../plan/key-images';
import { recordPath } from './image-record';
import { readJsonFile } from './json-file';

/** `dist/packages/<flavour>/test.json`: what became of an image's tests, and what rules say of it. */
export interface TestRecord {
  flavour: string;
  runtime: string;
  /** Of the image that was tested. */
  key: string;
  /** Digest of all that was asked of it. */
  suite: string;
  /** Digest of all that its rules depend on, apart from the image. */
  rules: string;
  /** No test failed, and no rule found an error. */
  passed: boolean;
  tests: TestResult[];
  conformance: Conformance;
  /** Digest of the pass beside the published image, once it is there. */
  shared?: string;
}

export function testRecordPath(image: KeyedImage): string {
  return recordPath(image, 'test');
}

/** What a pass is of. */
export type Passed = Pick<TestRecord, 'key' | 'suite' | 'rules'>;
type WantedPass = Pick<Passed, 'key'> & Partial<Passed>;

/** A recorded pass of this content, and of these tests and rules where they are given. */
export function readPass(
  root: string,
  path: string,
  wanted: WantedPass,
): TestRecord | undefined {
  return findPass(readJsonFile(root, path), wanted);
}

/** `undefined` for anything else, a damaged text included. */
export function parsePass(
  text: string,
  wanted: Passed,
): TestRecord | undefined {
  try {
    return findPass(JSON.parse(text), wanted);
  } catch {
    return undefined;
  }
}

function findPass(value: unknown, wanted: WantedPass): TestRecord | undefined {
  const record = value as Partial<TestRecord> | null | undefined;
  const { suite = record?.suite, rules = record?.rules } = wanted;
  const isThis =
    record?.key === wanted.key &&
    record.suite === suite &&
    record.rules === rules;
  const isPass =
    record?.passed === true &&
    Array.isArray(record.tests) &&
    Array.isArray(record.conformance?.findings);
  return isThis && isPass ? (record as TestRecord) : undefined;
}
