import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { BrickyardError, isBrickyardError, renderError } from '../errors';
import { type JobContext, readJobContext } from '../hosting/job-context';
import { openHost } from '../hosting/open-host';
import { readText } from '../hosting/read-text';
import { upsertComment } from '../hosting/upsert-comment';
import { defineCommand } from './define-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard comment --file=<file> [options]

Writes a Markdown file as one comment on a pull request. The next run updates
that comment; a text that has not changed is only looked up.

Options:
  --file <file>          the text
  --pull-request <n>     default: the one that the CI job runs for
  --marker <name>        which comment, of several (default: report)
  --help                 this text

In GitHub Actions it needs GITHUB_TOKEN, with 'pull-requests: write'; the rest is
set by the runner (GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_EVENT_PATH). In Azure
Pipelines it needs SYSTEM_ACCESSTOKEN, of a build service that may contribute to
pull requests; the rest is set by the agent.

The token of a fork's pull request may only read, and so may Dependabot's; and
Azure Pipelines has no token for a repository that is not in Azure Repos. Then the
text goes to the summary of the run, with a warning, and the exit code is 0. A
refusal anywhere else is a failure.
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
  const { cwd, environment } = shell;
  const text = readText(cwd, file);
  const job = readJobContext(environment);
  const pullRequest = asked.pullRequest ?? job.pullRequest;
  if (pullRequest === undefined) throw noPullRequest();
  const path = resolve(cwd, file);
  const comment = { path, text, pullRequest, marker };
  try {
    const host = openHost(environment);
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

/** Without secrets a fork's job may have no token at all. */
function isForgiven(
  error: unknown,
  { isReadOnly, isElsewhere }: JobContext,
): boolean {
  if (!isBrickyardError(error)) return false;
  if (isElsewhere && error.code === 'HOST_UNKNOWN') return true;
  const refusals = ['HOST_DENIED', 'HOST_NOT_FOUND', 'HOST_UNKNOWN'];
  return isReadOnly && refusals.includes(error.code);
}

/** learn.microsoft.com, "Logging commands": UploadSummary. */
function keepInSummary(
  { path, text, pullRequest }: Comment,
  error: unknown,
  { environment, stdout, stderr }: Shell,
): void {
  const { GITHUB_STEP_SUMMARY: file, TF_BUILD: isAzure } = environment;
  if (file) appendFileSync(file, `${text}\n`);
  else if (isAzure) stdout.write(`##vso[task.uploadsummary]${path}\n`);
  const where =
    file || isAzure ? 'the text is in the summary of this run' : 'no comment';
  stderr.write(
    `warning: pull request ${pullRequest} gets no comment, this job may not write one: ${where}\n  ${renderError(error)}\n`,
  );
}

function noPullRequest(): BrickyardError {
  return new BrickyardError(
    'HOST_UNKNOWN',
    'which pull request? This job runs for none',
    {
      hint: 'name it with --pull-request=<n>; in CI it is taken from GITHUB_EVENT_PATH or SYSTEM_PULLREQUEST_PULLREQUESTID',
    },
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const { values } = parseArgs({ args, options });
  const { file = '', marker, help, 'pull-request': number } = values;
  if (file === '' && !help) return 'expected --file=<file>';
  if (number !== undefined && !/^[1-9]\d{0,9}$/.test(number))
    return `--pull-request: expected a number, got '${number}'`;
  const pullRequest = number === undefined ? undefined : Number(number);
  return { file, marker, help, pullRequest };
}
