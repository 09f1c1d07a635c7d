import { askRules, type Conformance } from './check-conformance';
import { checkWaivers, isFor, type Waiver } from './check-waivers';
import type { Finding, FlavourFacts, Rule, Subject } from './rule';
import { ruleTable } from './rule-table';

/** An image of this workspace that the subject is built on. */
export interface ImageBelow {
  flavour: FlavourFacts;
  waivers: readonly Waiver[];
}

export interface Chain {
  /** Of the subject's own flavour. */
  waivers: readonly Waiver[];
  /** Nearest first. */
  below: readonly ImageBelow[];
}

/**
 * An image with all that it is built on: rules about images look at it alone,
 * those about sources at each Dockerfile below it, too. A waiver of an image
 * below is for its own sources; what the image breaks needs one of its own.
 */
export function checkChain(
  subject: Subject,
  { waivers, below }: Chain,
  rules: readonly Rule[] = ruleTable,
): Conformance {
  const { runtime, languages } = subject;
  const own = waivers.filter((waiver) => isFor(waiver, runtime));
  const result = askRules(subject, own, rules);
  result.findings = result.findings.map((finding) =>
    placeFinding(finding, subject, below, rules),
  );
  const ofSources = rules.filter(
    ({ needs }) => needs === 'flavour' || needs === 'any',
  );
  for (const { flavour, waivers } of below) {
    const theirs = waivers.filter((waiver) => isFor(waiver, runtime));
    const sources = { runtime, languages, flavour };
    addTo(result, askRules(sources, [...own, ...theirs], ofSources));
  }
  result.findings.push(...checkWaivers(own, subject, rules, result));
  return result;
}

/** The line of an image below that the image has it from, if it is of no line of its own. */
function placeFinding(
  finding: Finding,
  subject: Subject,
  below: Chain['below'],
  rules: readonly Rule[],
): Finding {
  if (finding.place !== undefined) return finding;
  const asked = rules.filter(
    ({ id, needs }) => id === finding.rule && needs !== 'flavour',
  );
  const faults = below.flatMap(({ flavour }) =>
    asked.flatMap((rule) => rule.check({ ...subject, flavour })),
  );
  const same = faults.find(
    ({ message, place }) => message === finding.message && place !== undefined,
  );
  return same === undefined ? finding : { ...finding, place: same.place };
}

/** What is known already is left out: a rule may see one fault in image and sources. */
function addTo(result: Conformance, more: Conformance): void {
  const { findings, checked, skipped, waived } = result;
  findings.push(...without(more.findings, findings));
  checked.push(...without(more.checked, checked));
  skipped.push(...without(more.skipped, skipped));
  for (const each of more.waived) {
    const entry = waived.find(({ rule }) => rule === each.rule);
    if (entry) entry.findings.push(...without(each.findings, entry.findings));
    else waived.push(each);
  }
}

function without<T>(items: readonly T[], known: readonly T[]): T[] {
  const texts = new Set(known.map((item) => JSON.stringify(item)));
  return items.filter((item) => !texts.has(JSON.stringify(item)));
}
