import type { Environment } from '../../http/proxy';
import type { CiHost } from '../host/ci-host';
import type { CodeHost } from '../host/code-host';
import type { HostTiming } from '../host/host-timing';
import {
  branchOf,
  checkAddress,
  requireVariables,
  unknownHost,
} from '../host/host-variables';
import { annotateGithub } from './annotate-github';
import { GithubApi } from './github-api';
import { GithubComments } from './github-comments';
import { GithubIssues } from './github-issues';
import { readGithubJob } from './github-job';
import { GithubPullRequests } from './github-pull-requests';

/** The API's own 422 says "body is too long (maximum is 65536 characters)". */
const limits = { comment: 65_536, description: 65_536 };

const needs =
  'GITHUB_TOKEN and GITHUB_REPOSITORY (owner/name), and GITHUB_API_URL for an Enterprise server';

const tokenHint =
  'a step gets the token with `env: { GITHUB_TOKEN: ${{ github.token }} }`';

const help = `
In GitHub Actions a step needs GITHUB_TOKEN. It needs 'pull-requests: write' to
comment and to propose, and 'issues: write' to alert. git pushes with the
credentials of the checkout, which needs 'contents: write'. The runner sets
GITHUB_REPOSITORY, GITHUB_API_URL and GITHUB_EVENT_PATH. In a job of a fork or of
Dependabot the token can only read. A pull request that is opened with a job's own
GITHUB_TOKEN starts no workflow: use an app's token where checks should run.
`;

export const githubCi: CiHost = {
  name: 'GitHub',
  service: 'GitHub Actions',
  limits,
  needs,
  help,
  pushPermission: 'contents: write',
  pullRequestVariable: 'GITHUB_EVENT_PATH',
  isNamed: (env) => Boolean(env.GITHUB_REPOSITORY || env.GITHUB_ACTIONS),
  open,
  readJob: readGithubJob,
  findBranch: (env) => branchOf(env.GITHUB_REF),
  findSummary: ({ GITHUB_STEP_SUMMARY: file }) => (file ? { file } : undefined),
  renderWarnings: (messages) =>
    messages.map((message) => annotateGithub({ level: 'warning', message })),
  findAnnotate: ({ GITHUB_ACTIONS: actions }) =>
    actions === 'true' ? annotateGithub : undefined,
};

function open(env: Environment, timing?: HostTiming): CodeHost {
  const { GITHUB_TOKEN, GITHUB_REPOSITORY } = env;
  const variables = { GITHUB_TOKEN, GITHUB_REPOSITORY };
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository } =
    requireVariables(variables, tokenHint);
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw unknownHost(
      `GITHUB_REPOSITORY: expected owner/name, got '${repository}'`,
      needs,
    );
  const address = env.GITHUB_API_URL || 'https://api.github.com';
  checkAddress('GITHUB_API_URL', address, needs);
  const api = new GithubApi({ address, repository, token, env, timing });
  return {
    name: 'GitHub',
    limits,
    comments: new GithubComments(api),
    pullRequests: new GithubPullRequests(api),
    issues: new GithubIssues(api),
  };
}
