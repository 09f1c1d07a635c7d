import type {
  ClientRequest,
  ClientResponse,
  HttpClient,
} from '../../http/http-client';
import type { RegistryAction } from '../errors';
import { RegistryError, statusError } from '../errors';
import type { Credentials } from './login';
import { IDENTITY_TOKEN_USER } from './login';

const CLIENT_ID = 'brickyard';
/** What https://distribution.github.io/distribution/spec/auth/token/ says of a token without `expires_in`. */
const DEFAULT_LIFETIME_S = 60;
/** Clocks and networks are slow: do not use a token in its last moments. */
const USABLE_PART = 0.9;

export interface TokenRequest {
  registry: string;
  realm: URL;
  service: string | undefined;
  scopes: readonly string[];
  credentials: Credentials | undefined;
}

export interface Token {
  value: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Asks a token server for a token for these `scopes`. */
export async function fetchToken(
  client: HttpClient,
  request: TokenRequest,
): Promise<Token> {
  const response = await exchange(client, request);
  if (response.status !== 200) throw refused(request, response);
  return parseToken(response.body, request, client.now());
}

async function exchange(
  client: HttpClient,
  request: TokenRequest,
): Promise<ClientResponse> {
  if (request.credentials?.username === IDENTITY_TOKEN_USER) {
    const response = await client.send(oauthRequest(request));
    if (response.status !== 404 && response.status !== 405) return response;
  }
  return client.send(getRequest(request));
}

/** https://distribution.github.io/distribution/spec/auth/oauth/ */
function oauthRequest(request: TokenRequest): ClientRequest {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: CLIENT_ID,
    service: request.service ?? '',
    scope: request.scopes.join(' '),
    refresh_token: request.credentials?.password ?? '',
  });
  return {
    method: 'POST',
    url: request.realm,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    counted: false,
    retriable: true,
    redirects: 'none',
  };
}

function getRequest(request: TokenRequest): ClientRequest {
  const url = new URL(request.realm);
  if (request.service) url.searchParams.set('service', request.service);
  for (const scope of request.scopes) url.searchParams.append('scope', scope);
  const authorization = request.credentials && basicHeader(request.credentials);
  return {
    method: 'GET',
    url,
    headers: authorization ? { authorization } : {},
    counted: false,
    retriable: true,
    redirects: 'any',
  };
}

export function basicHeader({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function parseToken(
  body: Uint8Array,
  request: TokenRequest,
  now: number,
): Token {
  const answer = parseAnswer(body);
  const value = answer?.token ?? answer?.access_token;
  if (typeof value !== 'string' || value === '') {
    const message = `${request.registry}: ${request.realm.host} answered without a token`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
  const seconds = Number(answer?.expires_in) || DEFAULT_LIFETIME_S;
  return { value, expiresAt: now + seconds * 1000 * USABLE_PART };
}

/** Text that does not parse is not shown: it may contain a token. */
function parseAnswer(body: Uint8Array): Record<string, unknown> | null {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Record<
      string,
      unknown
    >;
  } catch {
    return null;
  }
}

function refused(
  { registry, realm, scopes, credentials }: TokenRequest,
  { status, body }: ClientResponse,
): RegistryError {
  const asked: RegistryAction = {
    registry,
    action: `get a token from ${realm.host} for ${scopes.join(' ')}`,
    writes: scopes.some((scope) => /push|delete/.test(scope)),
  };
  // OAuth2 answers wrong credentials with 400 (RFC 6749 §5.2).
  const meaning = status === 400 && credentials ? 401 : status;
  return statusError(asked, {
    status: meaning,
    body,
    authenticated: credentials !== undefined,
    secrets: secretsOf(credentials),
  });
}

/** Every form in which a text may repeat the credentials. */
export function secretsOf(credentials: Credentials | undefined): string[] {
  if (!credentials) return [];
  const { password } = credentials;
  const pair = basicHeader(credentials).slice('Basic '.length);
  return [password, encodeURIComponent(password), pair];
}
