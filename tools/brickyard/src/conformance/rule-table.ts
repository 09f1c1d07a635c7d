import type { Rule } from './rule';
import { img04 } from './rules/img-04';

const rules: readonly Rule[] = [img04];

/** Every rule, in the order of their ids: a new one is a file and a line here. */
export const ruleTable: readonly Rule[] = [...rules].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
