import * as v from 'valibot';

import type { Environment } from '../../http/proxy';
import {
  type HostAnswer,
  HostClient,
  type HostRequest,
} from '../client/host-client';
import { parseAnswer } from '../client/parse-answer';
import { HostError } from '../host/host-error';
import type { HostTiming } from '../host/host-timing';

/** Ten thousand comments are too many to look through for one. */
const MAX_PAGES = 100;

export interface GithubPlace {
  /** `https://api.github.com`, `https://github.example/api/v3` */
  address: string;
  /** `owner/name` */
  repository: string;
  token: string;
  env: Environment;
  timing?: HostTiming;
}

/** GitHub's REST API for one repository. */
export class GithubApi {
  readonly repository: string;
  readonly #base: URL;
  readonly #client: HostClient;
  #login: Promise<string | undefined> | undefined;

  constructor({ address, repository, token, env, timing }: GithubPlace) {
    this.repository = repository;
    this.#base = new URL(`${address.replace(/\/+$/, '')}/`);
    this.#client = new HostClient(
      {
        name: 'GitHub',
        base: this.#base,
        headers: {
          accept: 'application/vnd.github+json',
          'x-github-api-version': '2022-11-28',
        },
        authorization: `Bearer ${token}`,
        tokenName: 'GITHUB_TOKEN',
        secrets: [token],
        env,
      },
      timing,
    );
  }

  get owner(): string {
    return this.repository.split('/')[0] ?? '';
  }

  /** `path` is below the repository. */
  send(request: HostRequest): Promise<HostAnswer> {
    const path =
      request.path instanceof URL
        ? request.path
        : `repos/${this.repository}/${request.path}`;
    return this.#client.send({ ...request, path });
  }

  /** Every page: docs.github.com, "Using pagination in the REST API". */
  async list(path: string, action: string): Promise<unknown[]> {
    const all: unknown[] = [];
    let next: string | URL | undefined = path;
    for (let page = 0; next !== undefined && page < MAX_PAGES; page += 1) {
      const answer = await this.send({ method: 'GET', path: next, action });
      all.push(...parseAnswer(v.array(v.unknown()), answer.data, 'GitHub'));
      next = nextPage(answer, this.#base);
    }
    return all;
  }

  /** The user of the token; `undefined` for an app's, which may not ask. */
  login(): Promise<string | undefined> {
    this.#login ??= this.#askLogin();
    return this.#login;
  }

  async #askLogin(): Promise<string | undefined> {
    const action = 'say whose token this is';
    const path = new URL('user', this.#base);
    try {
      const { data } = await this.#client.send({ method: 'GET', path, action });
      return parseAnswer(v.object({ login: v.string() }), data, 'GitHub').login;
    } catch (error) {
      const isApp = error instanceof HostError && error.status === 403;
      if (isApp) return undefined;
      throw error;
    }
  }
}

/** The address with `rel="next"`, which must be at the same origin. */
function nextPage({ headers, url }: HostAnswer, base: URL): URL | undefined {
  const link = headers.get('link') ?? '';
  const [, address] = /<([^>]+)>;[^,]*\brel="next"/.exec(link) ?? [];
  if (address === undefined || !URL.canParse(address, url.href))
    return undefined;
  const next = new URL(address, url);
  if (next.origin === base.origin) return next;
  throw new HostError(
    'HOST_FAILED',
    `GitHub's next page is at ${next.origin}, not at ${base.origin}`,
  );
}
