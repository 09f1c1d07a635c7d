import type { Environment } from '../../http/proxy';
import type { CiHost, JobContext } from '../host/ci-host';
import type { CodeHost } from '../host/code-host';
import type { HostTiming } from '../host/host-timing';
import {
  branchOf,
  checkAddress,
  requireVariables,
  unknownHost,
} from '../host/host-variables';
import { AzureApi } from './azure-api';
import { AzureComments } from './azure-comments';
import { AzurePullRequests } from './azure-pull-requests';
import { renderAzureWarnings } from './render-azure-warnings';

/** Found only in what the API refuses, not in its documentation. */
const limits = { comment: 150_000, description: 4000 };

const needs =
  'SYSTEM_ACCESSTOKEN, SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECT and BUILD_REPOSITORY_ID';

const tokenHint =
  'a step gets the token with `env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }`';

const help = `
In Azure Pipelines a step needs SYSTEM_ACCESSTOKEN, and the build service needs
the permission to contribute to pull requests. git pushes with the credentials of
the checkout, which needs 'persistCredentials: true'. The agent sets the other
variables. Azure DevOps keeps no issues beside the code: an alert is a warning of
the run. A pipeline has no token for a repository that is not in Azure Repos.
`;

export const azureCi: CiHost = {
  name: 'Azure DevOps',
  service: 'Azure Pipelines',
  limits,
  needs,
  help,
  pushPermission: 'persistCredentials: true',
  pullRequestVariable: 'SYSTEM_PULLREQUEST_PULLREQUESTID',
  isNamed: (env) => Boolean(collectionOf(env) || env.TF_BUILD),
  open,
  readJob,
  findBranch: (env) => branchOf(env.BUILD_SOURCEBRANCH),
  // learn.microsoft.com, "Logging commands": UploadSummary.
  findSummary: ({ TF_BUILD: isAgent }) =>
    isAgent
      ? { renderLine: (path) => `##vso[task.uploadsummary]${path}` }
      : undefined,
  renderWarnings: renderAzureWarnings,
};

function open(env: Environment, timing?: HostTiming): CodeHost {
  if (isElsewhere(env))
    throw unknownHost(
      `this pipeline builds a repository of ${env.BUILD_REPOSITORY_PROVIDER}, not of Azure Repos`,
      needs,
    );
  const variables = requireVariables(
    {
      SYSTEM_ACCESSTOKEN: env.SYSTEM_ACCESSTOKEN,
      SYSTEM_COLLECTIONURI: collectionOf(env),
      SYSTEM_TEAMPROJECT: env.SYSTEM_TEAMPROJECT,
      BUILD_REPOSITORY_ID: env.BUILD_REPOSITORY_ID,
    },
    tokenHint,
  );
  const collection = variables.SYSTEM_COLLECTIONURI;
  checkAddress('SYSTEM_COLLECTIONURI', collection, needs);
  const api = new AzureApi({
    collection,
    project: variables.SYSTEM_TEAMPROJECT,
    repository: variables.BUILD_REPOSITORY_ID,
    token: variables.SYSTEM_ACCESSTOKEN,
    env,
    timing,
  });
  return {
    name: 'Azure DevOps',
    limits,
    comments: new AzureComments(api),
    pullRequests: new AzurePullRequests(api),
  };
}

function readJob(env: Environment): Partial<JobContext> {
  const number = env.SYSTEM_PULLREQUEST_PULLREQUESTID;
  return {
    pullRequest: number && /^\d+$/.test(number) ? Number(number) : undefined,
    isReadOnly: /^true$/i.test(env.SYSTEM_PULLREQUEST_ISFORK ?? ''),
    isElsewhere: isElsewhere(env),
  };
}

/** A pipeline may build a repository at GitHub or Bitbucket, which its token is not for. */
function isElsewhere(env: Environment): boolean {
  return (env.BUILD_REPOSITORY_PROVIDER || 'TfsGit') !== 'TfsGit';
}

function collectionOf(env: Environment): string | undefined {
  return (
    env.SYSTEM_COLLECTIONURI ||
    env.SYSTEM_TEAMFOUNDATIONCOLLECTIONURI ||
    undefined
  );
}
