import type { Target } from './target';
import { aptList } from './targets/apt-list';
import { dockerfile } from './targets/dockerfile';
import { engine } from './targets/engine';
import { ignore } from './targets/ignore';
import { imageRows } from './targets/image-rows';
import { lock } from './targets/lock';
import { login } from './targets/login';
import { pattern } from './targets/pattern';
import { rList } from './targets/r-list';
import { record } from './targets/record';
import { redaction } from './targets/redaction';
import { registry } from './targets/registry';
import { requirements } from './targets/requirements';
import { rules } from './targets/rules';
import { structure } from './targets/structure';

/** All that is fuzzed. */
export const targetTable: readonly Target[] = [
  dockerfile,
  ignore,
  pattern,
  requirements,
  rList,
  aptList,
  lock,
  structure,
  record,
  imageRows,
  registry,
  login,
  engine,
  redaction,
  rules,
];

export function findTarget(name: string): Target {
  const target = targetTable.find((each) => each.name === name);
  if (target === undefined) throw new Error(`there is no target ${name}`);
  return target;
}
