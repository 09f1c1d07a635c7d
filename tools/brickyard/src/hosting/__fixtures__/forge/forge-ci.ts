import type { Environment } from '../../../http/proxy';
import { HostClient } from '../../client/host-client';
import type { CiHost } from '../../host/ci-host';
import type { CodeHost } from '../../host/code-host';
import type { HostTiming } from '../../host/host-timing';
import { checkAddress, requireVariables } from '../../host/host-variables';
import { ForgeChanges } from './forge-changes';
import { ForgeComments } from './forge-comments';

const limits = { comment: 500, description: 100 };
const needs = 'FORGE_URL and FORGE_TOKEN';

/** A host that only specs have, with all that a row must say. */
export const forgeCi: CiHost = {
  name: 'Forge',
  service: 'Forge CI',
  limits,
  needs,
  pushPermission: 'push: true',
  pullRequestVariable: 'FORGE_CHANGE',
  help: 'In Forge CI a step needs FORGE_TOKEN.',
  isNamed: (env) => Boolean(env.FORGE_URL),
  open,
  readJob: ({ FORGE_CHANGE: change }) => ({
    pullRequest: change === undefined ? undefined : Number(change),
  }),
  findBranch: ({ FORGE_BRANCH: branch }) => branch,
  findSummary: ({ FORGE_SUMMARY: file }) => (file ? { file } : undefined),
  renderWarnings: (messages) => messages.map((text) => `forge-warning ${text}`),
};

function open(env: Environment, timing?: HostTiming): CodeHost {
  const { FORGE_URL, FORGE_TOKEN } = env;
  const variables = requireVariables({ FORGE_URL, FORGE_TOKEN }, needs);
  const { FORGE_URL: address, FORGE_TOKEN: token } = variables;
  checkAddress('FORGE_URL', address, needs);
  const client = new HostClient(
    {
      name: 'Forge',
      base: new URL(`${address}/`),
      headers: { accept: 'application/json' },
      authorization: `Bearer ${token}`,
      tokenName: 'FORGE_TOKEN',
      secrets: [token],
      env,
    },
    timing,
  );
  return {
    name: 'Forge',
    limits,
    comments: new ForgeComments(client),
    pullRequests: new ForgeChanges(client),
  };
}
