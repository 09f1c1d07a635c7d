import { parseRows, rowMark } from '../rows/row';
import type { SmokeCheck } from './smoke-check';

/** What a script found. `checkEntry` judges it. */
export interface SmokeFact {
  name: string;
  seconds: number;
  value: string;
}

/** The rows of a container, by kind. */
export interface SmokeRows {
  facts: SmokeFact[];
  checks: SmokeCheck[];
  /** Kinds of rows without fields: `spark-missing`. */
  marks: string[];
}

/**
 * `fact <tab> name <tab> seconds <tab> value`,
 * `check <tab> name <tab> seconds <tab> ok|failed <tab> detail`.
 */
export function parseSmokeRows(text: string): SmokeRows {
  const said: SmokeRows = { facts: [], checks: [], marks: [] };
  for (const { kind, fields } of parseRows(text, rowMark)) {
    const [name = '', time, value = '', detail = ''] = fields;
    const seconds = Math.max(0, Number(time) || 0);
    const state = value === 'ok' ? 'ok' : 'failed';
    if (kind === 'fact') said.facts.push({ name, seconds, value });
    else if (kind === 'check')
      said.checks.push({ name, state, seconds, detail });
    else said.marks.push(kind);
  }
  return said;
}
