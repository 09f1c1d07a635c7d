import { askRules, type Conformance } from './check-conformance';
import { checkEnds, checkWaivers, isFor } from './check-waivers';
import type { DatedWaiver } from './date-waivers';
import type { Finding, FlavourFacts, Rule, Subject } from './rule';
import { ruleTable } from './rule-table';

/** An image of this workspace that the subject is built on. */
export interface ImageBelow {
  flavour: FlavourFacts;
  waivers: readonly DatedWaiver[];
}

export interface Chain {
  /** Of the subject's own flavour. */
  waivers: readonly DatedWaiver[];
  /** Nearest first. */
  below: readonly ImageBelow[];
}

/**
 * Checks an image together with all that it is built on. Rules about images
 * look at it alone; rules about sources look at each Dockerfile below it, too.
 * A waiver of an image below counts for the sources of that image. What the
 * image itself breaks needs a waiver of its own.
 */
export function checkChain(
  subject: Subject,
  { waivers, below }: Chain,
  rules: readonly Rule[] = ruleTable,
): Conformance {
  const { runtime, languages, isSupported } = subject;
  const own = waivers.filter((waiver) => isFor(waiver, runtime));
  const result = askRules(
    { ...subject, below: below.map(({ flavour }) => flavour) },
    own,
    rules,
  );
  result.findings = result.findings.map((finding) =>
    placeFinding(finding, subject, below, rules),
  );
  const ofSources = rules.filter(
    ({ needs }) => needs === 'flavour' || needs === 'any',
  );
  for (const { flavour, waivers } of below) {
    const theirs = waivers.filter((waiver) => isFor(waiver, runtime));
    const sources = { runtime, languages, isSupported, flavour };
    const asked = askRules(sources, [...own, ...theirs], ofSources);
    addTo(result, asked);
    result.findings.push(...checkEnds(endedIn(theirs, asked), sources));
  }
  result.findings.push(...checkWaivers(own, subject, rules, result));
  return result;
}

/** Waivers whose end lets one of these findings count again. */
function endedIn(
  waivers: readonly DatedWaiver[],
  { findings }: Conformance,
): DatedWaiver[] {
  const found = new Set(findings.map(({ rule }) => rule));
  return waivers.filter(
    ({ rule, standing }) => standing === 'ended' && found.has(rule),
  );
}

/** A finding that no line of the image's own causes gets the line below that causes it. */
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

/** Leaves out what is known already: a rule may see one fault in the image and in the sources. */
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
