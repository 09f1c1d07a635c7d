import type {
  ClientRequest,
  ClientResponse,
  HttpClient,
} from '../../http/http-client';
import { describeAnswer, isWebPage, mediaTypeOf } from '../describe-answer';
import type { RegistryAction } from '../errors';
import { OTHER_SERVER, RegistryError, statusError } from '../errors';
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
  if (response.status !== 200) throw refused(request, response, client.now());
  return parseToken(response, request, client.now());
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
  { headers, body }: ClientResponse,
  request: TokenRequest,
  now: number,
): Token {
  const answer = parseAnswer(body);
  const value = answer?.token ?? answer?.access_token;
  if (typeof value !== 'string' || value === '') {
    throw missingTokenError(request, { headers, body });
  }
  if (!HEADER_VALUE.test(value)) throw brokenTokenError(request);
  const seconds = Number(answer?.expires_in) || DEFAULT_LIFETIME_S;
  return { value, expiresAt: now + seconds * 1000 * USABLE_PART };
}

/** A line break would begin another header; https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

function missingTokenError(
  { registry, realm, credentials }: TokenRequest,
  answer: Pick<ClientResponse, 'headers' | 'body'>,
): RegistryError {
  // Anything but a page may contain a token, so it is not shown.
  const told = isWebPage(answer.headers)
    ? describeAnswer(answer, secretsOf(credentials))
    : mediaTypeOf(answer.headers) || 'no type';
  const message = `${registry}: ${realm.host} answered without a token: received ${told}`;
  const hint = OTHER_SERVER;
  return new RegistryError('REGISTRY_FAILED', message, { hint });
}

function brokenTokenError(request: TokenRequest): RegistryError {
  const { registry, action } = actionOf(request);
  const reason =
    'the answer is a token with characters that no header may hold';
  const message = `${registry}: cannot ${action}: ${reason}`;
  return new RegistryError('REGISTRY_FAILED', message, { reason });
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

function actionOf({ registry, realm, scopes }: TokenRequest): RegistryAction {
  return {
    registry,
    action: `get a token from ${realm.host} for ${scopes.join(' ')}`,
    writes: scopes.some((scope) => /push|delete/.test(scope)),
  };
}

function refused(
  request: TokenRequest,
  { status, headers, body }: ClientResponse,
  now: number,
): RegistryError {
  const { credentials } = request;
  // OAuth2 answers wrong credentials with 400 (RFC 6749 §5.2).
  const meaning = status === 400 && credentials ? 401 : status;
  return statusError(actionOf(request), {
    status: meaning,
    headers,
    now,
    body,
    authenticated: credentials !== undefined,
    secrets: secretsOf(credentials),
  });
}

/** Every form in which a text may repeat the credentials. */
export function secretsOf(credentials: Credentials | undefined): string[] {
  if (!credentials) return [];
  const { password, registryToken } = credentials;
  if (registryToken !== undefined) return [registryToken];
  const pair = basicHeader(credentials).slice('Basic '.length);
  return [password, encodeURIComponent(password), pair];
}
