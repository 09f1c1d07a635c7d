import * as v from 'valibot';

import type { Conformance } from '../../conformance/check-conformance';
import type { TestResult } from '../../image-tests/image-test';
import type { KeyedImage } from '../../plan/key-images';
import { defineRecord } from './define-record';
import { decodeJson } from './json-file';

/** `dist/packages/<flavour>/test.json`: the results of an image's tests, and what the rules found. */
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

const place = v.looseObject({
  file: v.string(),
  line: v.optional(v.number()),
});

const finding = v.looseObject({
  rule: v.string(),
  severity: v.picklist(['error', 'warning', 'info']),
  message: v.string(),
  expected: v.optional(v.string()),
  found: v.optional(v.string()),
  place: v.optional(place),
  hint: v.optional(v.string()),
});

const schema = v.looseObject({
  key: v.string(),
  suite: v.optional(v.string()),
  rules: v.optional(v.string()),
  passed: v.optional(v.boolean()),
  tests: v.array(
    v.looseObject({
      name: v.string(),
      place,
      passed: v.boolean(),
      messages: v.array(v.string()),
      output: v.optional(v.string()),
    }),
  ),
  conformance: v.optional(
    v.looseObject({
      findings: v.array(finding),
      waived: v.optional(
        v.array(v.looseObject({ rule: v.string(), reason: v.string() })),
      ),
    }),
  ),
  shared: v.optional(v.string()),
});

/** As much of a record as every version has written; older ones have no findings. */
export type ReadTestRecord = v.InferOutput<typeof schema>;

export const testRecords = defineRecord<TestRecord, ReadTestRecord>(
  'test',
  schema,
);

/** What a pass is of. */
export type Passed = Pick<TestRecord, 'key' | 'suite' | 'rules'>;
type WantedPass = Partial<Omit<Passed, 'key'>>;

/** A recorded pass of this content, and of these tests and rules where they are given. */
export function readPass(
  image: KeyedImage,
  wanted: WantedPass,
  root: string,
): TestRecord | undefined {
  const record = testRecords.read(image, root);
  return isPass(record, wanted) ? record : undefined;
}

/** `undefined` for anything else, a damaged text included. */
export function parsePass(
  image: Pick<KeyedImage, 'key'>,
  wanted: WantedPass,
  text: string,
): TestRecord | undefined {
  const record = testRecords.parse(image, decodeJson(text));
  return isPass(record, wanted) ? record : undefined;
}

function isPass(
  record: ReadTestRecord | undefined,
  { suite = record?.suite, rules = record?.rules }: WantedPass,
): record is ReadTestRecord & TestRecord {
  return (
    record?.passed === true &&
    record.suite === suite &&
    record.rules === rules &&
    record.conformance !== undefined
  );
}
