import type { Diagnosis } from '../run/diagnose-image';
import { countFindings, renderFindings } from './render-findings';

/** What rules say of one image, and which of them could not look. */
export function renderDiagnosis(diagnosis: Diagnosis): string {
  const { reference, runtime, findings, checked, skipped } = diagnosis;
  return [
    ...renderFindings(findings),
    ...skipped.map(({ rule, because }) => `not checked ${rule}: ${because}`),
    `${reference} on ${runtime}: ${countFindings(findings)} from ${checked.length} rules`,
  ].join('\n');
}
