import {
  createServer,
  type IncomingMessage,
  request as send,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { encodeLogin } from '../accounts';
import { type LoggedRequest, parseAsked } from './logged-request';
import type { Answer, Asked, Manners, Seen } from './manners';
import { rightFor, type StandInAccount, TokenDesk } from './token-desk';

/**
 * Stands in for a registry that cannot be had: a real one behind, the manners
 * of another before it. It shows that we keep to those manners as they were
 * reported, not that the registry has them today.
 */
export class StandIn {
  /** In the order in which they were answered. */
  readonly log: LoggedRequest[] = [];
  readonly #repositories = new Set<string>();
  readonly #tags = new Set<string>();
  readonly #server: Server;
  readonly #target: string;
  #manners!: Manners;
  #account!: StandInAccount;
  #desk: TokenDesk | undefined;
  #made: ReadonlySet<string> = new Set();

  /** `target` is a registry that asks for no login. */
  static async start(target: string): Promise<StandIn> {
    const standIn = new StandIn(target);
    await new Promise<void>((resolve) => {
      standIn.#server.listen(0, '127.0.0.1', resolve);
    });
    return standIn;
  }

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  get host(): string {
    const { port } = this.#server.address() as { port: number };
    return `127.0.0.1:${port}`;
  }

  /** From now on it answers like this. `made`: the repositories that exist, where a push makes none. */
  behave(
    manners: Manners,
    account: StandInAccount,
    made: readonly string[],
  ): void {
    this.#manners = manners;
    this.#account = account;
    this.#made = new Set(made);
    const { login } = manners;
    this.#desk =
      login.kind === 'token' ? new TokenDesk(login, account) : undefined;
    this.log.length = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  get #seen(): Seen {
    return {
      repositories: this.#repositories,
      tags: this.#tags,
      made: this.#made,
    };
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '/', `http://${this.host}`);
    const isEngine = headers['user-agent'] !== 'brickyard';
    const entry: LoggedRequest = {
      client: isEngine ? 'engine' : 'brickyard',
      method,
      path: url.pathname,
      status: 0,
    };
    const { login } = this.#manners;
    if (login.kind === 'token' && url.pathname === login.path)
      return this.#grant(request, response, { entry, query: url.searchParams });
    const asked = parseAsked(method, url.pathname, isEngine);
    const refusal =
      this.#refuseLogin(asked, headers.authorization) ??
      this.#manners.refuse?.(asked, this.#seen);
    if (refusal === undefined)
      return this.#relay(request, response, { entry, asked });
    request.resume();
    this.#write(response, refusal, entry);
  }

  async #grant(
    request: IncomingMessage,
    response: ServerResponse,
    { entry, query }: { entry: LoggedRequest; query: URLSearchParams },
  ): Promise<void> {
    const form = await text(request);
    const { authorization } = request.headers;
    const grant = this.#desk!.grant({ query, form, authorization }, this.#seen);
    const { asked, granted } = grant;
    this.#write(response, grant, { ...entry, asked, granted });
  }

  #refuseLogin(asked: Asked, header: string | undefined): Answer | undefined {
    const { login } = this.#manners;
    if (login.kind === 'basic') {
      const isKnown = header === `Basic ${encodeLogin(this.#account)}`;
      if (!isKnown) return unauthorized(login.demand);
      const isAllowed = this.#account.actions.includes(rightFor(asked));
      return isAllowed ? undefined : denied;
    }
    const allows = this.#desk?.allows(header, asked);
    if (allows) return undefined;
    const { repository } = asked;
    const right = rightFor(asked);
    const rights = right === 'push' ? 'pull,push' : right;
    const scope = repository && `,scope="repository:${repository}:${rights}"`;
    const error =
      allows === false && login.saysScope ? ',error="insufficient_scope"' : '';
    const realm = `http://${this.host}${login.path}`;
    const demand = `Bearer realm="${realm}",service="stand-in"`;
    return unauthorized(`${demand}${scope ?? ''}${error}`);
  }

  async #relay(
    request: IncomingMessage,
    response: ServerResponse,
    { entry, asked }: { entry: LoggedRequest; asked: Asked },
  ): Promise<void> {
    const { method, url: path } = request;
    const { authorization: _, ...headers } = request.headers;
    const [host, port] = this.#target.split(':');
    const upstream = send({ host, port, method, path, headers, agent: false });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      upstream.once('response', resolve).once('error', reject);
    });
    const [answer] = await Promise.all([answered, pipeline(request, upstream)]);
    const { statusCode = 502 } = answer;
    const hidden = statusCode === 404 ? this.#manners.hide?.(asked) : undefined;
    if (hidden !== undefined) {
      answer.resume();
      return this.#write(response, hidden, entry);
    }
    if (statusCode === 201) this.#notice(asked);
    this.log.push({ ...entry, status: statusCode });
    response.writeHead(statusCode, answer.headers);
    await pipeline(answer, response);
  }

  #notice({ method, kind, repository, reference }: Asked): void {
    if (method !== 'PUT' || kind !== 'manifests') return;
    this.#repositories.add(repository ?? '');
    this.#tags.add(`${repository}:${reference}`);
  }

  #write(
    response: ServerResponse,
    { status, body, headers }: Answer,
    entry: LoggedRequest,
  ): void {
    this.log.push({ ...entry, status });
    const type = { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(JSON.stringify(body));
  }
}

const denied: Answer = {
  status: 403,
  body: { errors: [{ code: 'DENIED', message: 'not authorized' }] },
};

function unauthorized(demand: string): Answer {
  return {
    status: 401,
    headers: { 'www-authenticate': demand },
    body: { errors: [{ code: 'UNAUTHORIZED', message: 'log in' }] },
  };
}
