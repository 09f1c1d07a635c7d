import { BrickyardError, isBrickyardError } from '../../errors';
import type { Git } from '../../git/git';
import { isSameText } from '../comment/marker';
import { upsertComment } from '../comment/upsert-comment';
import type { CodeHost, PullRequest } from '../host/code-host';
import { isAmbiguous } from '../host/host-error';
import { checkBranch, pushProposal, readTip } from './proposal-branch';
import { shortenMarkdown } from './shorten-markdown';
import { stageChanges } from './stage-changes';

export interface ProposalRequest {
  branch: string;
  base: string;
  remote: string;
  title: string;
  /** The text of the pull request, as Markdown. */
  body: string;
  /** The files that may be committed: globs from the top of the work tree. */
  paths: readonly string[];
  author?: string;
}

export interface Proposal {
  /** The files that are committed, sorted. */
  files: string[];
  /** Tracked files that changed but were left out. */
  leftOut: string[];
  isPushed: boolean;
  pullRequest: PullRequest | undefined;
  /** `stale`: nothing is left to propose, but the branch has a person's commit. */
  outcome: 'created' | 'updated' | 'unchanged' | 'closed' | 'stale' | 'none';
}

const notice = '… cut here; the whole text is in a comment below.';
const closing =
  'Nothing is left to propose: the base branch already has every change.';

/** Commits what changed, pushes the branch, and opens or updates its pull request. */
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
  const found = await host.pullRequests.find(branch);
  const settled = found
    ? await update(host, found, request)
    : await open(host, request);
  return { files, leftOut, isPushed, ...settled };
}

type Settled = Pick<Proposal, 'pullRequest' | 'outcome'>;

/** Closes an open pull request, which has nothing left to merge. */
async function settle(
  host: CodeHost,
  git: Git,
  { branch, remote }: ProposalRequest,
): Promise<Settled> {
  const pullRequest = await host.pullRequests.find(branch);
  if (pullRequest === undefined) return { pullRequest, outcome: 'none' };
  const tip = await readTip(git, remote, branch);
  if (tip !== undefined && !tip.isOurs)
    return { pullRequest, outcome: 'stale' };
  const { number } = pullRequest;
  const comment = { pullRequest: number, marker: 'proposal', text: closing };
  await upsertComment(host, comment);
  await host.pullRequests.close(number);
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
    await host.pullRequests.update(found.number, { title, body: text });
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
    const pullRequest = await host.pullRequests.create(wanted);
    await addWhole(host, pullRequest.number, body);
    return { pullRequest, outcome: 'created' };
  } catch (error) {
    if (isDenied(error)) throw explainDenial(host, error);
    // Another run may have opened it, or this one did and got no answer.
    const isTaken = isAmbiguous(error) || isConflict(error);
    const found = isTaken ? await host.pullRequests.find(branch) : undefined;
    if (found === undefined) throw error;
    return update(host, found, request);
  }
}

/** A comment has the whole text where the description cannot hold it. */
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

function explainDenial(
  { pullRequests }: CodeHost,
  error: BrickyardError,
): BrickyardError {
  return new BrickyardError('HOST_DENIED', error.message, {
    cause: error,
    hint: `${pullRequests.permission}; the branch is pushed`,
  });
}

function tooLong({ name, limits }: CodeHost, length: number): BrickyardError {
  return new BrickyardError(
    'OPTIONS_INVALID',
    `the text has ${length} characters, and ${name} takes at most ${limits.comment}`,
  );
}
