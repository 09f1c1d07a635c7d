import type { Rule } from './rule';
import { doc01 } from './rules/doc-01';
import { img01 } from './rules/img-01';
import { img04 } from './rules/img-04';
import { img05 } from './rules/img-05';
import { img06 } from './rules/img-06';
import { img07 } from './rules/img-07';
import { img08 } from './rules/img-08';
import { img09 } from './rules/img-09';
import { sys06 } from './rules/sys-06';
import { sys07 } from './rules/sys-07';
import { sys08 } from './rules/sys-08';

const rules: readonly Rule[] = [
  ...[doc01],
  ...[img01, img04, img05, img06, img07, img08, img09],
  ...[sys06, sys07, sys08],
];

/** Every rule, in the order of their ids: a new one is a file and two lines here. */
export const ruleTable: readonly Rule[] = [...rules].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
