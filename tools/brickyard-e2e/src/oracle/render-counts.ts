import type { Oracle, OracleAnswer, OracleCase } from './oracle';

/** An oracle with what it answered, or why nothing did. */
export interface Asked {
  oracle: Pick<Oracle, 'name' | 'least'>;
  answer: OracleAnswer | { missing: string };
}

/** Markdown: a row for each oracle, then each named difference, then each unexplained case. */
export function renderCounts(asked: readonly Asked[]): string {
  const lines = [
    '| oracle | asked | cases | agree | named differences | unexplained |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...asked.map(renderRow),
    ...asked.flatMap(listSkipped),
    '',
    ...listReasons(asked),
    ...asked.flatMap(listUnexplained),
  ];
  return lines.join('\n');
}

/** Whether anything differs that nobody explained, or too little was asked. */
export function hasFailed({ oracle, answer }: Asked): boolean {
  if ('missing' in answer) return false;
  const { cases } = answer;
  return cases.length < oracle.least || those(cases, 'unexplained').length > 0;
}

function renderRow({ oracle, answer }: Asked): string {
  if ('missing' in answer) return row([oracle.name, 'skipped', '', '', '', '']);
  const { tool, cases } = answer;
  const counts = [
    cases.length,
    ...(['same', 'explained', 'unexplained'] as const).map(
      (verdict) => those(cases, verdict).length,
    ),
  ];
  const isFew = cases.length < oracle.least ? ` (of ${oracle.least})` : '';
  const [all = '', ...rest] = counts.map((count) => count.toLocaleString('en'));
  return row([oracle.name, tool, all + isFew, ...rest]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function listSkipped({ oracle, answer }: Asked): string[] {
  return 'missing' in answer
    ? ['', `${oracle.name}: skipped: ${answer.missing}`]
    : [];
}

function listReasons(asked: readonly Asked[]): string[] {
  const counts = new Map<string, number>();
  for (const { oracle, answer } of asked)
    for (const { verdict, why = '' } of 'cases' in answer ? answer.cases : []) {
      const reason = `${oracle.name}: ${why}`;
      if (verdict === 'explained')
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  return [...counts].map(([reason, count]) => `${count} named: ${reason}`);
}

/** More say no more. */
const MOST_SHOWN = 20;

function listUnexplained({ oracle, answer }: Asked): string[] {
  if ('missing' in answer) return [];
  return those(answer.cases, 'unexplained')
    .slice(0, MOST_SHOWN)
    .map(
      ({ shown }) => `unexplained: ${oracle.name}: ${JSON.stringify(shown)}`,
    );
}

function those(cases: readonly OracleCase[], wanted: OracleCase['verdict']) {
  return cases.filter(({ verdict }) => verdict === wanted);
}
