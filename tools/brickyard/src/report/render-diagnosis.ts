import {
  type Conformance,
  needsSources,
} from '../conformance/check-conformance';
import { renderLines } from '../outlet/printable';
import type { Diagnosis } from '../run/doctor/diagnose-image';
import { countFindings, renderFindings, renderWaived } from './render-findings';

/** The findings of rules for one image, and the rules that could not be checked. */
export function renderDiagnosis(diagnosis: Diagnosis): string {
  const { reference, runtime, flavour } = diagnosis;
  const { findings, checked, skipped, waived } = diagnosis;
  return renderLines([
    ...renderFindings(findings),
    ...(flavour === undefined
      ? []
      : [`an image of ${flavour}: the waivers of its image.ts apply`]),
    ...renderWaived(waived),
    ...renderSkipped(skipped, flavour),
    `${reference} on ${runtime}: ${countFindings(findings)} from ${checked.length} rules`,
  ]);
}

/** A line for each reason: most rules that cannot look at an image share one. */
function renderSkipped(
  skipped: Conformance['skipped'],
  flavour: string | undefined,
): string[] {
  const reasons = new Set(skipped.map(({ because }) => because));
  return [...reasons].map((because) => {
    const names = skipped
      .flatMap((each) => (each.because === because ? [each.rule] : []))
      .join(', ');
    return because === needsSources && flavour !== undefined
      ? `not checked here: ${names}; npx nx lint ${flavour} checks its sources`
      : `not checked: ${names}: ${because}`;
  });
}
