import { parseArgs } from 'node:util';

import { BrickyardError } from '../errors';
import { Git } from '../git/git';
import { parseAuthor } from '../hosting/commit-tree';
import { openHost } from '../hosting/open-host';
import { type Proposal, propose } from '../hosting/propose';
import { readText } from '../hosting/read-text';
import { defineCommand } from './define-command';
import type { Command, Shell } from './shell';

const usage = `Usage: brickyard propose --branch=<name> --title=<text> --body-file=<file> [options]

Commits what changed in the work tree on a branch of its own, as one commit on
HEAD, pushes that, and opens its pull request, or updates the one that is open.
The branch that is checked out and the index stay as they are.

Options:
  --branch <name>     the branch, such as brickyard/nightly
  --title <text>      of the commit and of the pull request
  --body-file <file>  Markdown for the pull request; where the host takes only a
                      short one (4,000 characters), a comment has it whole
  --base <name>       what to merge into; default: the branch that the job runs for
  --path <glob>       what may be committed, from the top of the repository; may be
                      repeated (default: images.lock.json, packages/**/locks/**)
  --remote <name>     default: origin
  --author <author>   'Name <mail>'; default: git's own, else a bot's name
  --help              this text

Nothing changed: nothing is pushed, and an open pull request of that branch is
closed, for it has nothing to merge. The branch has the same files already: nothing
is pushed. It has a commit of somebody else: nothing is pushed, and that is a
failure; a commit of brickyard's is known by its trailer Brickyard-Tree.

git pushes with the credentials of the checkout ('contents: write' in GitHub
Actions, 'persistCredentials: true' in Azure Pipelines). The pull request needs
GITHUB_TOKEN with 'pull-requests: write', or SYSTEM_ACCESSTOKEN; see
'brickyard comment --help'. A pull request that is opened with a job's own
GITHUB_TOKEN starts no workflow: give it an app's token where checks shall run.
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
  const { cwd, environment } = shell;
  const body = readText(cwd, asked.bodyFile);
  // Before anything is pushed.
  const host = openHost(environment);
  const git = await Git.open({ folder: cwd, environment });
  const base = asked.base ?? (await findBase(git, environment));
  const proposal = await propose(host, git, { ...asked, base, body });
  report(proposal, asked.branch, shell);
  return 0;
}

function report(proposal: Proposal, branch: string, shell: Shell): void {
  const { files, leftOut, isPushed, pullRequest, outcome } = proposal;
  for (const path of leftOut)
    shell.stderr.write(`${path}: changed, left out: no --path reaches it\n`);
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

/** CI checks a commit out, and no branch. */
async function findBase(
  git: Git,
  { GITHUB_REF, BUILD_SOURCEBRANCH }: Shell['environment'],
): Promise<string> {
  const { out } = await git.run(['symbolic-ref', '--quiet', 'HEAD']);
  const refs = [GITHUB_REF, BUILD_SOURCEBRANCH, out.trim()];
  const ref = refs.find((name) => name?.startsWith('refs/heads/'));
  if (ref !== undefined) return ref.slice('refs/heads/'.length);
  throw new BrickyardError(
    'OPTIONS_INVALID',
    'which branch shall this be merged into? No branch is checked out',
    { hint: 'name it with --base=<name>' },
  );
}

type Asked = Exclude<ReturnType<typeof parse>, string>;

/** A text says what is wrong with the call. */
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
