import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

import type { Finding } from '../../conformance/rule';
import type { KeyedImage } from '../../plan/key-images';
import { testRecordPath } from '../records/tests-record';
import type { TestReport } from './report';

const place = v.object({
  file: v.string(),
  line: v.optional(v.number()),
});

const finding = v.object({
  rule: v.string(),
  severity: v.picklist(['error', 'warning', 'info']),
  message: v.string(),
  expected: v.optional(v.string()),
  found: v.optional(v.string()),
  place: v.optional(place),
  hint: v.optional(v.string(), ''),
});

/** As much of a record as a report tells; older ones have no findings. */
const schema = v.object({
  key: v.string(),
  shared: v.optional(v.string()),
  tests: v.array(
    v.object({
      name: v.string(),
      place,
      passed: v.boolean(),
      messages: v.array(v.string()),
      output: v.optional(v.string()),
    }),
  ),
  conformance: v.optional(
    v.object({
      findings: v.array(finding),
      waived: v.optional(
        v.array(v.object({ rule: v.string(), reason: v.string() })),
        [],
      ),
    }),
  ),
});

/** What `docker-test` found out about an image. */
export interface TestAnswers {
  tests: TestReport | null;
  findings: Finding[] | null;
  waived: { rule: string; reason: string }[];
}

/** Nothing unless the record is about this very image. */
export function readTestReport(image: KeyedImage, root: string): TestAnswers {
  const record = readRecord(join(root, testRecordPath(image)));
  if (record?.key !== image.key)
    return { tests: null, findings: null, waived: [] };
  const failed = record.tests
    .filter(({ passed }) => !passed)
    .map(({ name, place: where, messages, output }) => {
      return { name, place: where, messages, output };
    });
  return {
    tests: {
      passed: record.tests.length - failed.length,
      failed,
      isShared: record.shared !== undefined,
    },
    findings: record.conformance?.findings ?? null,
    waived: record.conformance?.waived ?? [],
  };
}

function readRecord(file: string): v.InferOutput<typeof schema> | undefined {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Not tested here, or damaged.
    return undefined;
  }
}
