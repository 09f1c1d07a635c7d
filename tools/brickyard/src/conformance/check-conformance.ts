import { checkWaivers, findWaiver, isFor } from './check-waivers';
import type { DatedWaiver } from './date-waivers';
import type { Fault, Finding, Rule, Subject } from './rule';
import { ruleTable } from './rule-table';

export interface SkippedRule {
  rule: string;
  because: string;
}

export interface WaivedRule {
  rule: string;
  /** As `image.ts` gives it. */
  reason: string;
  /** What it would have said. */
  findings: Finding[];
}

export interface Conformance {
  /** In the order of the rules; of the waivers themselves, last. */
  findings: Finding[];
  /** Ids of the rules that looked; waived ones too. */
  checked: string[];
  /**
   * Rules that are about such an image and could not look at it. The id of a
   * rule in halves may be here for one half and in `checked` for the other.
   */
  skipped: SkippedRule[];
  waived: WaivedRule[];
}

/** Why a rule about a flavour's files skips an image that came alone. */
export const needsSources =
  'needs the sources, which only the flavour itself has';

const absent = {
  flavour: needsSources,
  image: 'needs the built image',
  inventory: 'needs to look into the image',
} as const;

/** Asks every rule that is about this runtime and these languages. */
export function checkConformance(
  subject: Subject,
  waivers: readonly DatedWaiver[] = [],
  rules: readonly Rule[] = ruleTable,
): Conformance {
  const own = waivers.filter((waiver) => isFor(waiver, subject.runtime));
  const result = askRules(subject, own, rules);
  result.findings.push(...checkWaivers(own, subject, rules, result));
  return result;
}

/** The same without a check of the waivers themselves. */
export function askRules(
  subject: Subject,
  waivers: readonly DatedWaiver[],
  rules: readonly Rule[],
): Conformance {
  const result: Conformance = {
    ...{ findings: [], checked: [], skipped: [], waived: [] },
  };
  for (const rule of rules.filter((each) => each.appliesTo(subject))) {
    const because = whySkipped(rule, subject);
    if (because === undefined) checkRule(rule, subject, waivers, result);
    else result.skipped.push({ rule: rule.id, because });
  }
  return result;
}

export function hasErrors({ findings }: Pick<Conformance, 'findings'>) {
  return findings.some(({ severity }) => severity === 'error');
}

function whySkipped(rule: Rule, subject: Subject): string | undefined {
  const { needs } = rule;
  const isAbsent = needs !== 'any' && subject[needs] === undefined;
  return isAbsent ? absent[needs] : rule.unable?.(subject);
}

function checkRule(
  rule: Rule,
  subject: Subject,
  waivers: readonly DatedWaiver[],
  result: Conformance,
): void {
  if (!result.checked.includes(rule.id)) result.checked.push(rule.id);
  const found = rule.check(subject).map((fault) => toFinding(rule, fault));
  // Two commands of one line may break a rule in the same way.
  const findings = [
    ...new Map(found.map((each) => [JSON.stringify(each), each])).values(),
  ];
  const waiver = findWaiver(waivers, rule.id, subject.runtime);
  if (waiver === undefined) {
    result.findings.push(...findings);
  } else if (findings.length > 0) {
    addWaived(waiver, findings, result);
  }
}

function addWaived(
  { rule, reason }: DatedWaiver,
  findings: Finding[],
  { waived }: Conformance,
): void {
  const entry = waived.find((each) => each.rule === rule);
  if (entry) entry.findings.push(...findings);
  else waived.push({ rule, reason, findings });
}

function toFinding({ id, severity }: Rule, fault: Fault): Finding {
  return { rule: id, severity, ...fault };
}
