import { execFileSync } from 'node:child_process';
import {
  createPrivateKey,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { join } from 'node:path';

import { type Account, encodeLogin } from './accounts';
import type { RegistryAuth } from './registry-process';

const SERVICE = 'brickyard-e2e';
const LIFETIME_S = 300;

/** https://distribution.github.io/distribution/spec/auth/scope/ */
interface Access {
  type: string;
  name: string;
  actions: string[];
}

/**
 * Gives tokens to accounts, an empty one to strangers, and 401 to wrong
 * passwords, as Docker Hub does:
 * https://distribution.github.io/distribution/spec/auth/token/
 */
export class TokenServer {
  /** Who got a token, and for what; `undefined` is a stranger. */
  readonly granted: { username?: string; access: Access[] }[] = [];
  /** Logins stop working; tokens that were issued stay valid. */
  isExpired: () => boolean = () => false;
  readonly #accounts: readonly Account[];
  readonly #server: Server;
  #key: KeyObject | undefined;
  /** DER in base64: a self-signed certificate is its own chain. */
  #certificate = '';

  static async start(accounts: readonly Account[]): Promise<TokenServer> {
    const server = new TokenServer(accounts);
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor(accounts: readonly Account[]) {
    this.#accounts = accounts;
    this.#server = createServer((request, response) => {
      this.#answer(request, response);
    });
  }

  /** Makes a registry trust this server. */
  readonly auth: RegistryAuth = (folder) => {
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) =>
      join(folder, name),
    );
    const words = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=e2e';
    const files = ['-keyout', key!, '-out', certificate!];
    execFileSync('openssl', [...words.split(' '), ...files], { stdio: 'pipe' });
    this.#key = createPrivateKey(readFileSync(key!));
    this.#certificate = readFileSync(certificate!, 'utf8')
      .replace(/-----[^-]+-----/g, '')
      .replace(/\s/g, '');
    const { port } = this.#server.address() as { port: number };
    const realm = `http://127.0.0.1:${port}/token`;
    const trust = { issuer: SERVICE, rootcertbundle: certificate };
    return Promise.resolve({ token: { realm, service: SERVICE, ...trust } });
  };

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers, url = '' } = request;
    request.resume();
    const account = this.#findAccount(headers.authorization);
    const isStranger = headers.authorization === undefined;
    if (method !== 'GET') return respond(response, 405, {});
    if (this.isExpired()) return respond(response, 401, REFUSED);
    if (!account && !isStranger) return respond(response, 401, REFUSED);
    const { searchParams } = new URL(url, 'http://localhost');
    const scopes = searchParams.getAll('scope').flatMap((s) => s.split(' '));
    const access = scopes.filter(Boolean).map((s) => grant(s, account));
    this.granted.push({ username: account?.username, access });
    respond(response, 200, { token: this.#sign(access, account?.username) });
  }

  #findAccount(header: string | undefined): Account | undefined {
    return this.#accounts.find((one) => header === `Basic ${encodeLogin(one)}`);
  }

  /** A JSON Web Token: https://distribution.github.io/distribution/spec/auth/jwt/ */
  #sign(access: readonly Access[], subject = ''): string {
    const now = Math.floor(Date.now() / 1000);
    const header = { typ: 'JWT', alg: 'RS256', x5c: [this.#certificate] };
    const claims = {
      iss: SERVICE,
      aud: SERVICE,
      sub: subject,
      jti: randomUUID(),
      iat: now,
      // Clocks of one machine agree, but its seconds are rounded.
      nbf: now - 5,
      exp: now + LIFETIME_S,
      access,
    };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), this.#key!);
    return `${text}.${signature.toString('base64url')}`;
  }
}

const REFUSED = {
  errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }],
};

/** The part of `repository:name:pull,push` that an account has. */
function grant(scope: string, account: Account | undefined): Access {
  const [type = '', ...rest] = scope.split(':');
  const wanted = rest.pop()?.split(',') ?? [];
  const actions = wanted.filter((action) => account?.actions.includes(action));
  return { type, name: rest.join(':'), actions };
}

function respond(response: ServerResponse, status: number, body: object): void {
  const headers = { 'content-type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}
