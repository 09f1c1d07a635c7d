import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Conformance } from '../conformance/check-conformance';
import type { TestResult } from '../image-tests/image-test';
import type { KeyedImage } from '../plan/key-images';

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

/** The flavour's first runtime has the plain name; others say which. */
export function testRecordPath({ flavour, runtime, isFirst }: KeyedImage) {
  const name = isFirst ? 'test.json' : `test.${runtime.name}.json`;
  return `dist/${flavour.path}/${name}`;
}

export function writeTestRecord(
  root: string,
  path: string,
  record: TestRecord,
): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** What a pass is of. */
export type Passed = Pick<TestRecord, 'key' | 'suite' | 'rules'>;

/** A recorded pass of this content, these tests and these rules. */
export function readPass(
  root: string,
  path: string,
  wanted: Passed,
): TestRecord | undefined {
  try {
    return parsePass(readFileSync(join(root, path), 'utf8'), wanted);
  } catch {
    // Nothing is recorded yet.
    return undefined;
  }
}

/** `undefined` for anything else, a damaged text included. */
export function parsePass(
  text: string,
  { key, suite, rules }: Passed,
): TestRecord | undefined {
  const record = tryParse(text) as Partial<TestRecord> | null | undefined;
  const isThis =
    record?.key === key && record.suite === suite && record.rules === rules;
  const isPass =
    record?.passed === true &&
    Array.isArray(record.tests) &&
    Array.isArray(record.conformance?.findings);
  return isThis && isPass ? (record as TestRecord) : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
