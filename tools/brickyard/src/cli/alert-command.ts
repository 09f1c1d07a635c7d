import { parseArgs } from 'node:util';

import { Git } from '../git/git';
import { type Alert, alert } from '../hosting/alert';
import type { Alarm } from '../hosting/alert-issues';
import { parseFailures } from '../hosting/failure-list';
import { openHost } from '../hosting/open-host';
import { readText } from '../hosting/read-text';
import { defineCommand } from './define-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard alert --failures=<file> [options]

Counts on how many nights in a row a base image could not be asked, and tells of
it once: an issue at GitHub, labelled 'brickyard', which is closed when a run
succeeds; a warning of the pipeline at Azure DevOps, or where issues are turned
off. Several runs on one day (UTC) count once.

Options:
  --failures <file>  what 'brickyard refresh --keep-going --failures' wrote
  --after <n>        nights in a row (default: 3)
  --state <ref>      where the count is kept (default: refs/brickyard/failed-nights)
  --remote <name>    default: origin
  --help             this text

The count is a JSON file in a ref of the remote, which git reads and pushes with
the credentials of the checkout ('contents: write' in GitHub Actions). Delete the
ref to start anew. GitHub's issues need GITHUB_TOKEN with 'issues: write'; the
other variables are those of 'brickyard comment --help'.
`;

const options = {
  failures: { type: 'string' },
  after: { type: 'string', default: '3' },
  state: { type: 'string', default: 'refs/brickyard/failed-nights' },
  remote: { type: 'string', default: 'origin' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws what git and the host refuse. */
export const alertCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { file, after, state: ref, remote } = asked;
  const { cwd, environment, stderr } = shell;
  const failures = parseFailures(readText(cwd, file), file);
  const host = openHost(environment);
  const git = await Git.open({ folder: cwd, environment });
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const now = new Date();
  const request = { failures, after, ref, remote, warn, now };
  report(await alert(host, git, request), host.name, shell);
  return 0;
}

function report({ bases, fresh, issues }: Alert, host: string, shell: Shell) {
  const say = (text: string) => void shell.stdout.write(`${text}\n`);
  for (const { reference, nights, since, code } of bases) {
    const issue = issues?.known.get(reference);
    const told = issue === undefined ? '' : `  issue ${issue.number}`;
    say(`${reference}  night ${nights} since ${since}  ${code}${told}`);
  }
  for (const { number } of issues?.closed ?? []) say(`issue ${number} closed`);
  if (bases.length === 0) say('every base could be asked');
  if (issues !== undefined) return;
  for (const alarm of fresh) say(renderWarning(alarm, host));
  if (fresh.length > 0 && host === 'Azure DevOps')
    say('##vso[task.complete result=SucceededWithIssues;]');
}

/**
 * A command to the agent: learn.microsoft.com, "Logging commands";
 * docs.github.com, "Workflow commands for GitHub Actions".
 */
function renderWarning(alarm: Alarm, host: string): string {
  const { reference, nights, since, code, message } = alarm;
  const text = `${reference} could not be asked on ${nights} nights in a row, since ${since}: ${message} [${code}]`;
  const line = text
    .replaceAll('%', host === 'GitHub' ? '%25' : '%AZP25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
  return host === 'GitHub'
    ? `::warning::${line}`
    : `##vso[task.logissue type=warning]${line}`;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
function parse(args: string[]) {
  const { values } = parseArgs({ args, options });
  const { failures: file = '', after, state, help } = values;
  if (file === '' && !help) return 'expected --failures=<file>';
  if (!/^[1-9]\d{0,3}$/.test(after))
    return `--after: expected a number of nights, got '${after}'`;
  if (!/^refs\/[\w.-]+\/[\w./-]+$/.test(state))
    return `--state: expected a ref such as refs/brickyard/failed-nights, got '${state}'`;
  return { ...values, file, after: Number(after), help };
}
