import type { TestRun } from '../run/test/test-images';
import { renderRecordsJson } from './render-records-json';

/** The records of these images, or why there is none. */
export function renderTestJson(run: TestRun): string {
  return renderRecordsJson(run, { passed: false });
}
