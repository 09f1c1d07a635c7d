import type { Finding } from '../../conformance/rule';
import type { KeyedImage } from '../../plan/key-images';
import { type ReadTestRecord, testRecords } from '../records/tests-record';
import type { TestReport } from './report';

type RecordedFinding = NonNullable<
  ReadTestRecord['conformance']
>['findings'][number];

/** What `docker-test` found out about an image. */
export interface TestAnswers {
  tests: TestReport | null;
  findings: Finding[] | null;
  waived: { rule: string; reason: string }[];
}

/** All `null` unless the record is about this exact image. */
export function readTestReport(image: KeyedImage, root: string): TestAnswers {
  const record = testRecords.read(image, root);
  if (record === undefined) return { tests: null, findings: null, waived: [] };
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
    findings: record.conformance?.findings.map(toFinding) ?? null,
    waived: (record.conformance?.waived ?? []).map(({ rule, reason }) => {
      return { rule, reason };
    }),
  };
}

/** Older records have no hints, newer ones may say more. */
function toFinding({ hint = '', ...said }: RecordedFinding): Finding {
  const { rule, severity, message, expected, found, place } = said;
  return { rule, severity, message, expected, found, place, hint };
}
