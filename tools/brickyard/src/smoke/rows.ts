import type { SmokeCheck } from './smoke-check';

/** What a script found, for us to judge. */
export interface SmokeFact {
  name: string;
  seconds: number;
  value: string;
}

/** What the rows of a container say; whatever else it printed is left out. */
export interface SmokeRows {
  facts: SmokeFact[];
  checks: SmokeCheck[];
  /** Words that stand alone: `spark-missing`. */
  marks: string[];
}

/**
 * `brickyard <tab> fact <tab> name <tab> seconds <tab> value`,
 * `brickyard <tab> check <tab> name <tab> seconds <tab> ok|failed <tab> detail`.
 */
export function parseRows(text: string): SmokeRows {
  const rows: SmokeRows = { facts: [], checks: [], marks: [] };
  for (const line of text.split('\n')) {
    const [first, kind = '', name = '', time, ...rest] = line.split('\t');
    if (first !== 'brickyard') continue;
    const seconds = Math.max(0, Number(time) || 0);
    const [value = '', detail = ''] = rest;
    if (kind === 'fact') rows.facts.push({ name, seconds, value });
    else if (kind === 'check')
      rows.checks.push({
        name,
        state: value === 'ok' ? 'ok' : 'failed',
        seconds,
        detail,
      });
    else rows.marks.push(kind);
  }
  return rows;
}
