import type { Runtime } from '../runtime/schema';
import { unableOnStandIn } from './compare-runtime';
import { listRules } from './list-rules';
import type { Rule, RuleRow, Subject } from './rule';

type Languages = Subject['languages'];

/** Majors and minors that a line of Databricks could have, oldest first. */
const LINES = Array.from(
  { length: 400 },
  (_, at) => `${1 + Math.floor(at / 10)}.${at % 10}`,
);

/**
 * For which images a rule is, in words: it is asked about every combination of
 * languages and lines, so the words cannot differ from what the rule does.
 * `runtime` is any line of Databricks.
 */
export function describeScope(row: RuleRow, runtime: Runtime): string {
  const rules = listRules([row]);
  const since = (...languages: Languages) =>
    LINES.find((name) =>
      rules.some((rule) =>
        rule.appliesTo({ runtime: { ...runtime, name }, languages }),
      ),
    );
  const words = describeLanguages(since).join(', ');
  return isForLinesAlone(rules) ? `${words}, not for stand-ins` : words;
}

function describeLanguages(
  since: (...languages: Languages) => string | undefined,
): string[] {
  const all = since();
  if (all !== undefined) return [name('every image', all)];
  const [python, r, both] = [since('python'), since('r'), since('python', 'r')];
  if (python === undefined && r === undefined)
    return [name('images with Python and R', both)];
  const isRAlone = python === undefined && both === undefined;
  return [
    ...(python === undefined ? [] : [name('images with Python', python)]),
    ...(r === undefined
      ? []
      : [name(isRAlone ? 'images with R and no Python' : 'images with R', r)]),
  ];
}

function name(what: string, since: string | undefined): string {
  return since === LINES[0] ? what : `${what} since ${since}`;
}

function isForLinesAlone(rules: readonly Rule[]): boolean {
  return rules.every(({ unable }) => unable === unableOnStandIn);
}
