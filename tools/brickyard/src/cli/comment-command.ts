import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { BrickyardError, isBrickyardError, renderError } from '../errors';
import { upsertComment } from '../hosting/comment/upsert-comment';
import {
  listPullRequestVariables,
  renderHostHelp,
} from '../hosting/describe-hosts';
import type { CiHost, JobContext } from '../hosting/host/ci-host';
import { findSummary, readJobContext } from '../hosting/job-context';
import { openHost } from '../hosting/open-host';
import { defineCommand } from './define-command';
import { readText } from './read-text';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard comment --file=<file> [options]

Writes a Markdown file as one comment on a pull request. The next run updates
that comment, unless the text is still the same.

Options:
  --file <file>          the text
  --pull-request <n>     default: the one that the CI job runs for
  --marker <name>        which comment, where there are several (default: report)
  --help                 this text

Where a job has no token that can write, the text goes to the summary of the run,
with a warning, and the command exits with 0. Any other refusal is a failure.

${renderHostHelp()}
`;

const options = {
  file: { type: 'string' },
  'pull-request': { type: 'string' },
  marker: { type: 'string', default: 'report' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Comment {
  /** Absolute. */
  path: string;
  text: string;
  pullRequest: number;
  marker: string;
}

/** Throws what the host refuses. */
export const commentCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { file, marker } = asked;
  const { cwd, environment, hosts } = shell;
  const text = readText(cwd, file);
  const job = readJobContext(environment, hosts);
  const pullRequest = asked.pullRequest ?? job.pullRequest;
  if (pullRequest === undefined) throw noPullRequest(hosts);
  const path = resolve(cwd, file);
  const comment = { path, text, pullRequest, marker };
  try {
    const host = openHost(environment, { hosts });
    const outcome = await upsertComment(host, comment);
    shell.stdout.write(
      `${host.name}: comment on pull request ${pullRequest} ${outcome}\n`,
    );
  } catch (error) {
    if (!isForgiven(error, job)) throw error;
    keepInSummary(comment, error, shell);
  }
  return 0;
}

/** A fork's job gets no secrets, so it may have no token at all. */
function isForgiven(
  error: unknown,
  { isReadOnly, isElsewhere }: JobContext,
): boolean {
  if (!isBrickyardError(error)) return false;
  if (isElsewhere && error.code === 'HOST_UNKNOWN') return true;
  const refusals = ['HOST_DENIED', 'HOST_NOT_FOUND', 'HOST_UNKNOWN'];
  return isReadOnly && refusals.includes(error.code);
}

function keepInSummary(
  { path, text, pullRequest }: Comment,
  error: unknown,
  { environment, hosts, stdout, stderr }: Shell,
): void {
  const summary = findSummary(environment, hosts);
  if (summary !== undefined && 'file' in summary)
    appendFileSync(summary.file, `${text}\n`);
  else if (summary !== undefined) stdout.command(summary.renderLine(path));
  const where =
    summary === undefined
      ? 'this run has no summary to put the text into'
      : 'the text is in the summary of this run';
  stderr.write(
    `warning: pull request ${pullRequest} gets no comment, since this job may not write one: ${where}\n  ${renderError(error)}\n`,
  );
}

function noPullRequest(hosts?: readonly CiHost[]): BrickyardError {
  return new BrickyardError(
    'HOST_UNKNOWN',
    'which pull request? This job does not run for one',
    {
      hint: `name it with --pull-request=<n>; in CI it comes from ${listPullRequestVariables(hosts)}`,
    },
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A returned text says what is wrong with the call. */
function parse(args: string[]) {
  const { values } = parseArgs({ args, options });
  const { file = '', marker, help, 'pull-request': number } = values;
  if (file === '' && !help) return 'expected --file=<file>';
  if (number !== undefined && !/^[1-9]\d{0,9}$/.test(number))
    return `--pull-request: expected a number, got '${number}'`;
  const pullRequest = number === undefined ? undefined : Number(number);
  return { file, marker, help, pullRequest };
}
