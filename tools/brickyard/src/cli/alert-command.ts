import { parseArgs } from 'node:util';

import { Git } from '../git/git';
import { type Alert, alert } from '../hosting/alert/alert';
import type { Alarm } from '../hosting/alert/alert-issues';
import { parseFailures } from '../hosting/alert/failure-list';
import { renderHostHelp, renderPushHint } from '../hosting/describe-hosts';
import type { CiHost } from '../hosting/host/ci-host';
import { findHost } from '../hosting/open-host';
import { defineCommand } from './define-command';
import { readText } from './read-text';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard alert --failures=<file> [options]

Counts on how many nights in a row a base image could not be resolved to a digest,
and reports it once: as an issue with the label 'brickyard', which is closed when a
run succeeds. Where the host has no issues, or they are turned off, it is a warning
of the run. Several runs on one day (UTC) count once.

Options:
  --failures <file>  what 'brickyard refresh --keep-going --failures' wrote
  --after <n>        nights in a row before it is reported (default: 3)
  --state <ref>      where the count is kept (default: refs/brickyard/failed-nights)
  --remote <name>    default: origin
  --help             this text

The count is a JSON file in a ref of the remote, which git reads and pushes. Delete
the ref to start over.

${renderHostHelp()}
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
  const { cwd, environment, hosts, stderr } = shell;
  const failures = parseFailures(readText(cwd, file), file);
  const ci = findHost(environment, hosts);
  const host = ci.open(environment);
  const remoteHint = renderPushHint(hosts);
  const git = await Git.open({ folder: cwd, environment, remoteHint });
  const warn = (text: string) => void stderr.write(`warning: ${text}\n`);
  const now = new Date();
  const request = { failures, after, ref, remote, warn, now };
  report(await alert(host, git, request), ci, shell);
  return 0;
}

function report({ bases, fresh, issues }: Alert, ci: CiHost, shell: Shell) {
  const say = (text: string) => void shell.stdout.write(`${text}\n`);
  for (const { reference, nights, since, code } of bases) {
    const issue = issues?.known.get(reference);
    const told = issue === undefined ? '' : `  issue ${issue.number}`;
    say(`${reference}  night ${nights} since ${since}  ${code}${told}`);
  }
  for (const { number } of issues?.closed ?? []) say(`issue ${number} closed`);
  if (bases.length === 0) say('every base image was resolved');
  if (issues !== undefined) return;
  for (const line of ci.renderWarnings(fresh.map(describe)))
    shell.stdout.command(line);
}

function describe(alarm: Alarm): string {
  const { reference, nights, since, code, message } = alarm;
  return `${reference} could not be resolved on ${nights} nights in a row, since ${since}: ${message} [${code}]`;
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A returned text says what is wrong with the call. */
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
