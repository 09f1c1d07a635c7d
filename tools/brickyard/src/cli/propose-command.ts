import { parseArgs } from 'node:util';

import { BrickyardError } from '../errors';
import { parseAuthor } from '../git/commit-tree';
import { Git } from '../git/git';
import { renderHostHelp, renderPushHint } from '../hosting/describe-hosts';
import { findBranch } from '../hosting/job-context';
import { openHost } from '../hosting/open-host';
import { type Proposal, propose } from '../hosting/proposal/propose';
import { defineCommand } from './define-command';
import { readText } from './read-text';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard propose --branch=<name> --title=<text> --body-file=<file> [options]

Commits what changed in the work tree to a branch of its own, as one commit on
top of HEAD. Pushes that branch, and opens its pull request or updates the open
one. The index and the branch that is checked out stay as they are.

Options:
  --branch <name>     the branch, such as brickyard/nightly
  --title <text>      of the commit and of the pull request
  --body-file <file>  Markdown for the pull request; where a description must be
                      shorter (4,000 characters at Azure DevOps), a comment has
                      the whole text
  --base <name>       what to merge into; default: the branch that the job runs for
  --path <glob>       what may be committed, from the top of the repository;
                      repeatable (default: images.lock.json, packages/**/locks/**)
  --remote <name>     default: origin
  --author <author>   'Name <mail>'; default: git's configured author, else a bot
  --help              this text

When nothing changed, nothing is pushed, and an open pull request of that branch
is closed: it has nothing left to merge. When the branch already has the same
files, nothing is pushed. When the branch has a person's commit, nothing is pushed
and the command fails; its own commits have the trailer Brickyard-Tree.

${renderHostHelp()}
`;

const options = {
  branch: { type: 'string' },
  title: { type: 'string' },
  'body-file': { type: 'string' },
  base: { type: 'string' },
  path: { type: 'string', multiple: true },
  remote: { type: 'string', default: 'origin' },
  author: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What the nightly run writes. */
const generated = ['images.lock.json', 'packages/**/locks/**'];

/** Throws what git and the host refuse. */
export const proposeCommand: Command = defineCommand({ usage, parse, run });

async function run(asked: Asked, shell: Shell): Promise<number> {
  const { cwd, environment, hosts } = shell;
  const body = readText(cwd, asked.bodyFile);
  // A missing token is found before anything is pushed.
  const host = openHost(environment, { hosts });
  const remoteHint = renderPushHint(hosts);
  const git = await Git.open({ folder: cwd, environment, remoteHint });
  const base = asked.base ?? (await findBase(git, shell));
  const proposal = await propose(host, git, { ...asked, base, body });
  report(proposal, asked.branch, shell);
  return 0;
}

function report(proposal: Proposal, branch: string, shell: Shell): void {
  const { files, leftOut, isPushed, pullRequest, outcome } = proposal;
  for (const path of leftOut)
    shell.stderr.write(`${path}: changed, but left out: no --path covers it\n`);
  const pushed = isPushed ? 'pushed' : 'has them already';
  if (files.length > 0)
    shell.stdout.write(`${branch}: ${files.join(', ')}: ${pushed}\n`);
  else shell.stdout.write('nothing to propose\n');
  if (outcome === 'stale')
    shell.stderr.write(
      `warning: ${branch} has a commit that is not brickyard's; its pull request stays open\n`,
    );
  if (pullRequest !== undefined)
    shell.stdout.write(
      `pull request ${pullRequest.number} ${outcome}: ${pullRequest.address}\n`,
    );
}

/** CI checks out a commit without a branch, and names the branch in a variable. */
async function findBase(
  git: Git,
  { environment, hosts }: Shell,
): Promise<string> {
  const branch = findBranch(environment, hosts);
  if (branch !== undefined) return branch;
  const { out } = await git.run(['symbolic-ref', '--quiet', 'HEAD']);
  const ref = out.trim();
  if (ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length);
  throw new BrickyardError(
    'OPTIONS_INVALID',
    'which branch should this be merged into? No branch is checked out',
    { hint: 'name it with --base=<name>' },
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A returned text says what is wrong with the call. */
function parse(args: string[]) {
  const { values } = parseArgs({ args, options });
  const { branch = '', title = '', author, path, ...rest } = values;
  const bodyFile = rest['body-file'] ?? '';
  if (!rest.help && (!branch || !title.trim() || !bodyFile))
    return 'expected --branch, --title and --body-file';
  if (/[\r\n]/.test(title)) return '--title: expected one line';
  if (author !== undefined && parseAuthor(author) === undefined)
    return `--author: expected 'Name <mail>', got '${author}'`;
  return {
    ...rest,
    branch,
    title,
    author,
    bodyFile,
    paths: path ?? generated,
  };
}
