import { languageRules } from './language-rules';
import type { Rule } from './rule';
import { doc01 } from './rules/doc-01';
import { img01 } from './rules/img-01';
import { img02 } from './rules/img-02';
import { img03 } from './rules/img-03';
import { img04 } from './rules/img-04';
import { img05 } from './rules/img-05';
import { img06 } from './rules/img-06';
import { img07 } from './rules/img-07';
import { img08 } from './rules/img-08';
import { img09 } from './rules/img-09';
import { jdk01 } from './rules/jdk-01';
import { jdk02 } from './rules/jdk-02';
import { jdk03 } from './rules/jdk-03';
import { jdk04 } from './rules/jdk-04';
import { sys01 } from './rules/sys-01';
import { sys02 } from './rules/sys-02';
import { sys03 } from './rules/sys-03';
import { sys04 } from './rules/sys-04';
import { sys05 } from './rules/sys-05';
import { sys06 } from './rules/sys-06';
import { sys07 } from './rules/sys-07';
import { sys08 } from './rules/sys-08';
import { sys09 } from './rules/sys-09';

const rules: readonly Rule[] = [
  ...languageRules,
  ...[doc01],
  ...[img01, img02, img03, img04, img05, img06, img07, img08, img09],
  ...[jdk01, jdk02, jdk03, jdk04],
  ...[sys01, sys02, sys03, sys04, sys05, sys06, sys07, sys08, sys09],
];

/** Every rule, in the order of their ids: a new one is a file and two lines here. */
export const ruleTable: readonly Rule[] = [...rules].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
