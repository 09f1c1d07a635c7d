import * as v from 'valibot';

import type { Environment } from '../../http/proxy';
import {
  type HostAnswer,
  HostClient,
  type HostRequest,
} from '../client/host-client';
import { parseAnswer } from '../client/parse-answer';
import type { HostTiming } from '../host/host-timing';

export interface AzurePlace {
  /** `https://dev.azure.com/team/` */
  collection: string;
  project: string;
  /** Id or name. */
  repository: string;
  token: string;
  env: Environment;
  timing?: HostTiming;
}

/** Azure DevOps' REST API for one repository: learn.microsoft.com, version 7.1. */
export class AzureApi {
  readonly #client: HostClient;
  readonly #place: AzurePlace;
  #identity: Promise<string> | undefined;

  constructor(place: AzurePlace) {
    const { collection, token, env, timing } = place;
    this.#place = place;
    const authorization = authorize(token);
    const options = {
      name: 'Azure DevOps',
      base: new URL(`${collection.replace(/\/+$/, '')}/`),
      headers: {
        accept: 'application/json',
        // Without it a token that is refused gets a redirect to a page.
        'x-tfs-fedauthredirect': 'Suppress',
      },
      authorization,
      tokenName: 'SYSTEM_ACCESSTOKEN',
      secrets: [token, authorization.replace(/^\w+ /, '')],
      env,
    };
    this.#client = new HostClient(options, timing);
  }

  /** `path` is below the repository. */
  send(request: HostRequest & { path: string }): Promise<HostAnswer> {
    const { project, repository } = this.#place;
    const root = `${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(repository)}`;
    const mark = request.path.includes('?') ? '&' : '?';
    const path = `${root}/${request.path}${mark}api-version=7.1`;
    return this.#client.send({ ...request, path });
  }

  /** Where a person reads a pull request. */
  addressOf(pullRequest: number): string {
    const { collection, project, repository } = this.#place;
    return `${collection.replace(/\/+$/, '')}/${encodeURIComponent(project)}/_git/${encodeURIComponent(repository)}/pullrequest/${pullRequest}`;
  }

  /** Whose token it is, asked once, as azure-devops-node-api's `WebApi.connect` asks. */
  identity(): Promise<string> {
    this.#identity ??= this.#askIdentity();
    return this.#identity;
  }

  async #askIdentity(): Promise<string> {
    const schema = v.object({
      authenticatedUser: v.object({ id: v.string() }),
    });
    const { data } = await this.#client.send({
      method: 'GET',
      path: '_apis/connectionData',
      action: 'say whose token this is',
    });
    return parseAnswer(schema, data, 'Azure DevOps').authenticatedUser.id;
  }
}

/** A job's token is a JWT. A personal one has no dots, and is a password without a user. */
function authorize(token: string): string {
  if (token.includes('.')) return `Bearer ${token}`;
  return `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
}
