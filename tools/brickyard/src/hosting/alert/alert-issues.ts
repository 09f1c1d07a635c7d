import { code, codeBlock } from '../../outlet/markdown-text';
import { showLine } from '../../outlet/show-controls';
import { shorten } from '../../shorten';
import type { Issue, Issues } from '../host/code-host';
import type { Failure } from './failure-list';

/** A base that has failed long enough to be reported. */
export interface Alarm extends Failure {
  /** The first of these nights: `2026-11-22`. */
  since: string;
  nights: number;
}

export interface AlertRequest {
  alarms: readonly Alarm[];
  /** Every base that failed tonight, however long it has been failing. */
  failed: ReadonlySet<string>;
}

export interface AlertResult {
  opened: Issue[];
  closed: Issue[];
  /** The issue about each alarm, by the reference of its base. */
  known: ReadonlyMap<string, Issue>;
}

const label = 'brickyard';

/**
 * Opens one issue for each series of nights, and no second one where a person
 * closed the first. Closes the issues of bases that work again.
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
    // The count may have been lost, so an open issue counts for any series.
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
      'The base image resolves again, or no Dockerfile names this base any more.',
    );
    closed.push(issue);
  }
  for (const { issue, reference } of told) {
    const first = known.get(reference);
    const isDouble = first !== undefined && first.number !== issue.number;
    if (!issue.isOpen || !isDouble) continue;
    await issues.close(issue.number, `This is the same as #${first.number}.`);
    closed.push(issue);
  }
  return { opened, closed, known };
}

function describe(alarm: Alarm) {
  const { reference, since, nights, message } = alarm;
  const quoted = codeBlock([`${shorten(message, 2000)} [${alarm.code}]`]).join(
    '\n',
  );
  const body = [
    renderMarker(reference, since),
    `The digest of the base image ${code(reference)} could not be looked up on ${nights} nights in a row, since ${since}. Builds still use the digest in \`images.lock.json\`, if there is one.`,
    quoted,
    'A nightly run closes this issue once the base image resolves again. If you close it yourself, it is not opened again for the same series of nights.',
  ].join('\n\n');
  return {
    title: showLine(`Base image ${reference} cannot be resolved`),
    body,
    label,
  };
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
