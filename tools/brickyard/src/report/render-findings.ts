import type { WaivedRule } from '../conformance/check-conformance';
import type { Finding } from '../conformance/rule';
import { renderPlace } from '../errors';

const order = { error: 0, warning: 1, info: 2 } as const;

/** Errors first; each with its place, what was expected and how to fix it. */
export function renderFindings(findings: readonly Finding[]): string[] {
  return [...findings]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .flatMap(renderFinding);
}

/** The same without what was expected and how to fix it: a line for each. */
export function renderFindingsBriefly(findings: readonly Finding[]): string[] {
  return [...findings]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .map(renderHead);
}

function renderHead({ rule, severity, message, place }: Finding): string {
  const where = place === undefined ? '' : `${renderPlace(place)}: `;
  return `${where}${severity} ${rule}: ${message}`;
}

function renderFinding(finding: Finding): string[] {
  const { expected, found, hint } = finding;
  return [
    renderHead(finding),
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(found === undefined ? [] : [`  found: ${found}`]),
    `  hint: ${hint}`,
  ];
}

/** Waived findings, each with the flavour's reason. */
export function renderWaived(waived: readonly WaivedRule[]): string[] {
  return waived.flatMap(({ rule, reason, findings }) =>
    findings.map(({ message }) => `waived ${rule}: ${message}: ${reason}`),
  );
}

/** `2 errors, 1 warning`; `no findings`. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    if (count === 0) return [];
    const isOne = count === 1 || severity === 'info';
    return [`${count} ${severity}${isOne ? '' : 's'}`];
  });
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}
