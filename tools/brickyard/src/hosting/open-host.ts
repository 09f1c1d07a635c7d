import { BrickyardError } from '../errors';
import type { Environment } from '../http/proxy';
import { AzureHost } from './azure-host';
import type { CodeHost } from './code-host';
import { GithubApi } from './github-api';
import { GithubHost } from './github-host';
import type { HostTiming } from './host-client';

const needs = `GitHub: GITHUB_TOKEN and GITHUB_REPOSITORY (owner/name), and GITHUB_API_URL for an Enterprise server; Azure DevOps: SYSTEM_ACCESSTOKEN, SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECT and BUILD_REPOSITORY_ID`;

/** The code host that the variables of a CI job name. */
export function openHost(env: Environment, timing?: HostTiming): CodeHost {
  if (env.GITHUB_REPOSITORY || env.GITHUB_ACTIONS)
    return openGithub(env, timing);
  const collection = collectionOf(env);
  if (collection !== undefined || env.TF_BUILD)
    return openAzure(env, collection, timing);
  throw unknownHost(
    'no code host: neither GitHub Actions nor Azure Pipelines runs this',
  );
}

function openGithub(env: Environment, timing?: HostTiming): CodeHost {
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository } = env;
  const missing = missingOf({
    GITHUB_TOKEN: token,
    GITHUB_REPOSITORY: repository,
  });
  if (!token || !repository)
    throw unknownHost(`${missing} is not set`, githubHint);
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw unknownHost(
      `GITHUB_REPOSITORY: expected owner/name, got '${repository}'`,
    );
  const address = env.GITHUB_API_URL || 'https://api.github.com';
  checkAddress('GITHUB_API_URL', address);
  const place = { address, repository, token, env, timing };
  return new GithubHost(new GithubApi(place));
}

const githubHint =
  'a step gets the token with `env: { GITHUB_TOKEN: ${{ github.token }} }`';
const azureHint =
  'a step gets the token with `env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }`';

function openAzure(
  env: Environment,
  collection: string | undefined,
  timing?: HostTiming,
): CodeHost {
  const provider = env.BUILD_REPOSITORY_PROVIDER || 'TfsGit';
  if (provider !== 'TfsGit')
    throw unknownHost(
      `this pipeline builds a repository of ${provider}, not of Azure Repos`,
    );
  const token = env.SYSTEM_ACCESSTOKEN;
  const project = env.SYSTEM_TEAMPROJECT;
  const repository = env.BUILD_REPOSITORY_ID;
  const missing = missingOf({
    SYSTEM_ACCESSTOKEN: token,
    SYSTEM_COLLECTIONURI: collection,
    SYSTEM_TEAMPROJECT: project,
    BUILD_REPOSITORY_ID: repository,
  });
  if (!token || !collection || !project || !repository)
    throw unknownHost(`${missing} is not set`, azureHint);
  checkAddress('SYSTEM_COLLECTIONURI', collection);
  return new AzureHost({
    collection,
    project,
    repository,
    token,
    env,
    timing,
  });
}

function collectionOf(env: Environment): string | undefined {
  return (
    env.SYSTEM_COLLECTIONURI ||
    env.SYSTEM_TEAMFOUNDATIONCOLLECTIONURI ||
    undefined
  );
}

function missingOf(values: Readonly<Record<string, string | undefined>>) {
  const names = Object.keys(values).filter((name) => !values[name]);
  return names.join(', ');
}

function checkAddress(name: string, address: string): void {
  const isHttp =
    URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isHttp) throw unknownHost(`${name}: expected an http address`);
}

function unknownHost(message: string, hint = needs): BrickyardError {
  return new BrickyardError('HOST_UNKNOWN', message, { hint });
}
