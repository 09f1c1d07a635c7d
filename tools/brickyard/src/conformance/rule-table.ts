import { listRules } from './list-rules';
import type { Rule, RuleRow } from './rule';
import { dbr01 } from './rules/dbr-01';
import { doc01 } from './rules/doc-01';
import { doc02 } from './rules/doc-02';
import { doc03 } from './rules/doc-03';
import { doc04 } from './rules/doc-04';
import { img01 } from './rules/img-01';
import { img02 } from './rules/img-02';
import { img03 } from './rules/img-03';
import { img04 } from './rules/img-04';
import { img05 } from './rules/img-05';
import { img06 } from './rules/img-06';
import { img07 } from './rules/img-07';
import { img08 } from './rules/img-08';
import { img09 } from './rules/img-09';
import { img10 } from './rules/img-10';
import { img11 } from './rules/img-11';
import { img12 } from './rules/img-12';
import { jdk01 } from './rules/jdk-01';
import { jdk02 } from './rules/jdk-02';
import { jdk03 } from './rules/jdk-03';
import { jdk04 } from './rules/jdk-04';
import { py01 } from './rules/py-01/py-01';
import { py02 } from './rules/py-02';
import { py03 } from './rules/py-03';
import { py04 } from './rules/py-04';
import { py05 } from './rules/py-05';
import { py06 } from './rules/py-06';
import { py07 } from './rules/py-07';
import { py08 } from './rules/py-08';
import { py09 } from './rules/py-09';
import { py10 } from './rules/py-10';
import { py11 } from './rules/py-11/py-11';
import { py12 } from './rules/py-12';
import { py13 } from './rules/py-13/py-13';
import { py14 } from './rules/py-14';
import { py15 } from './rules/py-15/py-15';
import { py16 } from './rules/py-16';
import { py17 } from './rules/py-17';
import { r01 } from './rules/r-01';
import { r02 } from './rules/r-02';
import { r03 } from './rules/r-03';
import { r04 } from './rules/r-04';
import { r05 } from './rules/r-05/r-05';
import { r06 } from './rules/r-06';
import { r07 } from './rules/r-07/r-07';
import { r08 } from './rules/r-08';
import { r09 } from './rules/r-09';
import { sys01 } from './rules/sys-01';
import { sys02 } from './rules/sys-02';
import { sys03 } from './rules/sys-03';
import { sys04 } from './rules/sys-04';
import { sys05 } from './rules/sys-05';
import { sys06 } from './rules/sys-06';
import { sys07 } from './rules/sys-07';
import { sys08 } from './rules/sys-08';
import { sys09 } from './rules/sys-09';

/** A row for each rule; what a rule in halves looks at is in its folder. */
export const ruleRows: readonly RuleRow[] = [
  dbr01,
  doc01,
  doc02,
  doc03,
  doc04,
  img01,
  img02,
  img03,
  img04,
  img05,
  img06,
  img07,
  img08,
  img09,
  img10,
  img11,
  img12,
  jdk01,
  jdk02,
  jdk03,
  jdk04,
  py01,
  py02,
  py03,
  py04,
  py05,
  py06,
  py07,
  py08,
  py09,
  py10,
  py11,
  py12,
  py13,
  py14,
  py15,
  py16,
  py17,
  r01,
  r02,
  r03,
  r04,
  r05,
  r06,
  r07,
  r08,
  r09,
  sys01,
  sys02,
  sys03,
  sys04,
  sys05,
  sys06,
  sys07,
  sys08,
  sys09,
];

/** What is asked: every rule, and every half of one, in the order of their ids. */
export const ruleTable: readonly Rule[] = listRules(ruleRows);
