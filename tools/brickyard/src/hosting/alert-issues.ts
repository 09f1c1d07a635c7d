import type { Issue, Issues } from './code-host';
import type { Failure } from './failure-list';

/** A base that has failed long enough to be told of. */
export interface Alarm extends Failure {
  /** First day of the row: `2026-11-22`. */
  since: string;
  nights: number;
}

export interface AlertRequest {
  alarms: readonly Alarm[];
  /** All that failed now, whether long enough or not. */
  failed: ReadonlySet<string>;
}

export interface AlertResult {
  opened: Issue[];
  closed: Issue[];
  /** By reference: what was or is said of it. */
  known: ReadonlyMap<string, Issue>;
}

const label = 'brickyard';

/**
 * Opens one issue for each row of nights, never a second one, even if a person
 * closed the first; closes those of bases that work again.
 */
export async function alertIssues(
  issues: Issues,
  { alarms, failed }: AlertRequest,
): Promise<AlertResult> {
  const told = (await issues.list(label)).flatMap((issue) => {
    const about = parseMarker(issue.body);
    return about === undefined ? [] : [{ issue, ...about }];
  });
  const opened: Issue[] = [];
  const closed: Issue[] = [];
  const known = new Map<string, Issue>();
  for (const alarm of alarms) {
    const { reference, since } = alarm;
    // The state may have been lost since: an open issue counts for any row.
    const before = told.find(
      (each) =>
        each.reference === reference &&
        (each.issue.isOpen || each.since === since),
    );
    const issue = before?.issue ?? (await issues.create(describe(alarm)));
    if (before === undefined) opened.push(issue);
    known.set(reference, issue);
  }
  const over = told.filter(
    ({ issue, reference }) => issue.isOpen && !failed.has(reference),
  );
  for (const { issue } of over) {
    await issues.close(
      issue.number,
      'It can be asked again, or no Dockerfile names it any more.',
    );
    closed.push(issue);
  }
  for (const { issue, reference } of told) {
    const first = known.get(reference);
    const isDouble = first !== undefined && first.number !== issue.number;
    if (!issue.isOpen || !isDouble) continue;
    await issues.close(issue.number, `The same as #${first.number}.`);
    closed.push(issue);
  }
  return { opened, closed, known };
}

function describe(alarm: Alarm) {
  const { reference, since, nights, code, message } = alarm;
  const quoted = message.slice(0, 2000).replaceAll('\n', '\n    ');
  const body = [
    renderMarker(reference, since),
    `The base image \`${quoteName(reference)}\` could not be asked for its digest on ${nights} nights in a row, since ${since}. Builds go on with the digest in \`images.lock.json\`, where there is one.`,
    `    ${quoted} [${code}]`,
    'This issue is closed when a nightly run succeeds in asking. It is not opened again for the same row of nights.',
  ].join('\n\n');
  return { title: `Base image ${reference} cannot be asked`, body, label };
}

function quoteName(text: string): string {
  return text.replaceAll('`', "'");
}

function renderMarker(reference: string, since: string): string {
  return `<!-- brickyard: base=${encodeURIComponent(reference)} since=${since} -->`;
}

function parseMarker(
  body: string,
): { reference: string; since: string } | undefined {
  const [, name, since] =
    /^<!-- brickyard: base=(\S+) since=(\S+) -->/.exec(body) ?? [];
  if (!name || !since) return undefined;
  try {
    return { reference: decodeURIComponent(name), since };
  } catch {
    return undefined;
  }
}
