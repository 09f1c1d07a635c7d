import { BrickyardError, isBrickyardError } from '../errors';
import type { Git } from '../git/git';
import type { CodeHost, PullRequest } from './code-host';
import { isAmbiguous } from './host-error';
import { isSameText } from './marker';
import { checkBranch, pushProposal, readTip } from './proposal-branch';
import { shortenMarkdown } from './shorten-markdown';
import { stageChanges } from './stage-changes';
import { upsertComment } from './upsert-comment';

export interface ProposalRequest {
  branch: string;
  base: string;
  remote: string;
  title: string;
  /** Of the pull request, as Markdown. */
  body: string;
  /** What may be committed: globs from the top of the work tree. */
  paths: readonly string[];
  author?: string;
}

export interface Proposal {
  /** What is committed, sorted. */
  files: string[];
  /** Tracked files that changed and were left out. */
  leftOut: string[];
  isPushed: boolean;
  pullRequest: PullRequest | undefined;
  /** `stale`: nothing to propose, but somebody else's commits are on the branch. */
  outcome: 'created' | 'updated' | 'unchanged' | 'closed' | 'stale' | 'none';
}

const notice = '… cut here; the whole text is in a comment below.';
const closing = 'Nothing is left to propose: the base has it all.';

/** Commits what changed, pushes it to the branch, opens or updates its one pull request. */
export async function propose(
  host: CodeHost,
  git: Git,
  request: ProposalRequest,
): Promise<Proposal> {
  const { branch, base, body } = request;
  await checkBranch(git, branch, base);
  if (body.length > host.limits.comment) throw tooLong(host, body.length);
  const { tree, files, leftOut } = await stageChanges(git, request.paths);
  if (files.length === 0)
    return {
      files,
      leftOut,
      isPushed: false,
      ...(await settle(host, git, request)),
    };
  const isPushed = await pushProposal(git, tree, request);
  const found = await host.findPullRequest(branch);
  const settled = found
    ? await update(host, found, request)
    : await open(host, request);
  return { files, leftOut, isPushed, ...settled };
}

type Settled = Pick<Proposal, 'pullRequest' | 'outcome'>;

/** Without changes an open pull request has nothing to merge. */
async function settle(
  host: CodeHost,
  git: Git,
  { branch, remote }: ProposalRequest,
): Promise<Settled> {
  const pullRequest = await host.findPullRequest(branch);
  if (pullRequest === undefined) return { pullRequest, outcome: 'none' };
  const tip = await readTip(git, remote, branch);
  if (tip !== undefined && !tip.isOurs)
    return { pullRequest, outcome: 'stale' };
  const { number } = pullRequest;
  const comment = { pullRequest: number, marker: 'proposal', text: closing };
  await upsertComment(host, comment);
  await host.closePullRequest(number);
  return { pullRequest, outcome: 'closed' };
}

async function update(
  host: CodeHost,
  found: PullRequest,
  { title, body }: ProposalRequest,
): Promise<Settled> {
  const text = shortenMarkdown(body, host.limits.description, notice);
  const isSame = found.title === title && isSameText(found.body, text);
  if (!isSame)
    await host.updatePullRequest(found.number, { title, body: text });
  const said = await addWhole(host, found.number, body);
  const outcome = isSame && said === 'unchanged' ? 'unchanged' : 'updated';
  return { pullRequest: { ...found, title, body: text }, outcome };
}

async function open(
  host: CodeHost,
  request: ProposalRequest,
): Promise<Settled> {
  const { branch, base, title, body } = request;
  const text = shortenMarkdown(body, host.limits.description, notice);
  try {
    const wanted = { branch, base, title, body: text };
    const pullRequest = await host.createPullRequest(wanted);
    await addWhole(host, pullRequest.number, body);
    return { pullRequest, outcome: 'created' };
  } catch (error) {
    if (isDenied(error)) throw maySetUp(host, error);
    // Another run, or this one without hearing of it, may have opened it.
    const isTaken = isAmbiguous(error) || isConflict(error);
    const found = isTaken ? await host.findPullRequest(branch) : undefined;
    if (found === undefined) throw error;
    return update(host, found, request);
  }
}

/** Where a description is short, a comment has it all. */
async function addWhole(host: CodeHost, number: number, text: string) {
  if (text.length <= host.limits.description) return 'unchanged';
  const comment = { pullRequest: number, marker: 'proposal', text };
  return upsertComment(host, comment);
}

function isDenied(error: unknown): error is BrickyardError {
  return isBrickyardError(error) && error.code === 'HOST_DENIED';
}

function isConflict(error: unknown): boolean {
  const { status } = error as { status?: unknown };
  return status === 409 || status === 422;
}

function maySetUp({ name }: CodeHost, error: BrickyardError): BrickyardError {
  const setting =
    name === 'GitHub'
      ? 'the job needs `pull-requests: write`, and the repository the setting "Allow GitHub Actions to create and approve pull requests"'
      : 'the build service needs "Contribute to pull requests"';
  return new BrickyardError('HOST_DENIED', error.message, {
    cause: error,
    hint: `${setting}; the branch is pushed`,
  });
}

function tooLong({ name, limits }: CodeHost, length: number): BrickyardError {
  return new BrickyardError(
    'OPTIONS_INVALID',
    `the text has ${length} characters, and ${name} takes at most ${limits.comment}`,
  );
}
