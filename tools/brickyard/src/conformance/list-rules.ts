import type { Rule, RuleInHalves, RuleRow } from './rule';

/** The rules of a table in the order of their ids; each half is a rule of the same id. */
export function listRules(rows: readonly RuleRow[]): Rule[] {
  return rows
    .flatMap((row) => ('halves' in row ? splitRule(row) : [row]))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function splitRule({ halves, ...shared }: RuleInHalves): Rule[] {
  return halves.map((half) => ({ ...shared, ...half }));
}
