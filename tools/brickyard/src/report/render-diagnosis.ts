import type { Diagnosis } from '../run/doctor/diagnose-image';
import { countFindings, renderFindings, renderWaived } from './render-findings';

/** The findings of rules for one image, and the rules that could not be checked. */
export function renderDiagnosis(diagnosis: Diagnosis): string {
  const { reference, runtime, flavour } = diagnosis;
  const { findings, checked, skipped, waived } = diagnosis;
  return [
    ...renderFindings(findings),
    ...(flavour === undefined
      ? []
      : [`an image of ${flavour}: the waivers of its image.ts apply`]),
    ...renderWaived(waived),
    ...skipped.map(({ rule, because }) => `not checked ${rule}: ${because}`),
    `${reference} on ${runtime}: ${countFindings(findings)} from ${checked.length} rules`,
  ].join('\n');
}
