import type { ErrorCode } from '../errors';
import type { HttpResponse } from '../http/http';
import {
  HttpError,
  type HttpErrorDetails,
  type HttpFailure,
} from '../http/http-error';
import { assertSafe } from '../http/redirect';
import { isTransientStatus, parseAskedDelay, renderDelay } from '../http/retry';
import { redact } from '../redact/redact';
import { shorten } from '../shorten';
import { type AnswerText, describeAnswer, plainLine } from './describe-answer';
import { repositoryHint } from './repository-hint';

export interface RegistryErrorDetails extends HttpErrorDetails {
  /** The message without what was asked for: alike for alike failures. */
  reason?: string;
  /** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes */
  ociCodes?: readonly string[];
}

/** A refusal by a registry, with its answer as data. */
export class RegistryError extends HttpError {
  readonly ociCodes: readonly string[];
  /** The same text for every request that fails for this reason. */
  readonly reason: string;

  constructor(
    code: ErrorCode,
    message: string,
    details: RegistryErrorDetails = {},
  ) {
    super(code, message, details);
    this.ociCodes = details.ociCodes ?? [];
    this.reason = details.reason ?? message;
  }
}

/** Turns a request without a usable answer into a registry error. */
export function explainHttpError(error: HttpError): RegistryError {
  const { message, failure, status, transient, cause } = error;
  const code = ['unreachable', 'timeout', 'untrusted'].includes(failure)
    ? 'REGISTRY_UNREACHABLE'
    : 'REGISTRY_FAILED';
  const hint = HTTP_HINTS[failure];
  const details = { failure, status, transient, cause, hint };
  return new RegistryError(code, message, details);
}

const HTTP_HINTS: Partial<Record<HttpFailure, string>> = {
  unreachable:
    'check that the registry runs, its name, and HTTPS_PROXY/NO_PROXY',
  untrusted:
    'name the file with its certificate authority in `caCertificates` of the profile, or in NODE_EXTRA_CA_CERTS; for a plain-http registry list it in `insecureRegistries` of the profile',
  redirect:
    'check the registry behind its proxy (X-Forwarded-Proto), or list a plain-http host in `insecureRegistries` of the profile',
};

/** Rejects a redirect by a registry to a less safe address. */
export function assertSafeTarget(
  from: URL,
  to: URL,
  plainHosts: readonly string[],
): void {
  try {
    assertSafe(from, to, plainHosts);
  } catch (error) {
    throw error instanceof HttpError ? explainHttpError(error) : error;
  }
}

/** A request, as far as its error needs to know it. */
export interface RegistryAction {
  /** As the user knows it: `docker.io`. */
  registry: string;
  /** `read team/python:latest` */
  action: string;
  writes: boolean;
  /** `team/python` */
  repository?: string;
}

export interface Answered {
  status: number;
  /** The challenge's `error`: why a 401 came in spite of credentials. */
  challengeError?: string;
  /** Credentials were sent, so 401 is not about a missing login. */
  authenticated: boolean;
  /** The token server accepted the credentials, so 401 is about rights. */
  hasToken?: boolean;
  headers?: HttpResponse['headers'];
  /** Milliseconds since 1970: when the answer came. */
  now?: number;
  body: Uint8Array;
  /** Never shown, even where the registry repeats them. */
  secrets: Iterable<string>;
}

/** An answer that counts as success, and is not what was asked for. */
export interface Misunderstood {
  /** `a manifest` */
  expected: string;
  answer: AnswerText;
  /** Never shown, even where the answer repeats them. */
  secrets?: Iterable<string>;
  /** Default: that of another server. */
  hint?: string;
  failure?: HttpFailure;
}

export const OTHER_SERVER =
  "a proxy, a login page or another web server answered in the registry's place: open the registry in a browser, log in there, and check the registry's name, HTTPS_PROXY and NO_PROXY";

/** After a success that left nothing behind. */
export const SWALLOWED =
  'something between here and the registry answered for it: check HTTPS_PROXY, NO_PROXY and the proxy in front of the registry';

/** The error for a success that no registry would answer with. */
export function misunderstoodError(
  { registry, action }: Pick<RegistryAction, 'registry' | 'action'>,
  { expected, answer, secrets, ...told }: Misunderstood,
): RegistryError {
  const { hint = OTHER_SERVER, failure = 'misunderstood' } = told;
  const received = describeAnswer(answer, secrets);
  const reason = `expected ${expected}, received ${received}`;
  const message = `${registry}: cannot ${action}: ${reason}`;
  return new RegistryError('REGISTRY_FAILED', message, {
    failure,
    reason,
    hint,
  });
}

/** The error for a failed answer. */
export function statusError(
  asked: RegistryAction,
  answered: Answered,
): RegistryError {
  const { status } = answered;
  const text = new TextDecoder().decode(answered.body);
  const { codes, words } = parseErrorBody(text);
  const code = selectCode(asked, answered, codes, text);
  const said = redact(words, answered.secrets);
  const reason = `HTTP ${status}${said && `: ${said}`}${askedWait(answered)}`;
  const message = `${asked.registry}: cannot ${asked.action}: ${reason}`;
  return new RegistryError(code, message, {
    reason,
    status,
    ociCodes: codes,
    transient: isTransientStatus(status),
    hint: isReadOnly(asked, answered)
      ? READ_ONLY
      : selectHint(code, asked, answered.authenticated),
  });
}

/** Under maintenance, or a cache of another one: no login helps. */
function isReadOnly(
  { writes }: RegistryAction,
  { status }: Pick<Answered, 'status'>,
): boolean {
  return writes && status === 405;
}

const READ_ONLY =
  'the registry is read-only: it is under maintenance, it is a mirror of another one, or it lets nobody delete; push to the registry that it copies, or ask who runs it';

/** A registry that is busy may say until when. */
function askedWait({ status, headers, now = Date.now() }: Answered): string {
  if (!isTransientStatus(status)) return '';
  const asked = parseAskedDelay(headers?.get('retry-after') ?? null, now);
  return asked ? `; it asks to wait ${renderDelay(asked)}` : '';
}

function selectCode(
  asked: RegistryAction,
  { status, authenticated, hasToken, challengeError }: Answered,
  codes: readonly string[],
  text: string,
): ErrorCode {
  if (isQuota(status, codes, text)) return 'REGISTRY_QUOTA';
  if (asked.writes && saysImmutable(status, text))
    return 'REGISTRY_TAG_IMMUTABLE';
  const lacksScope =
    challengeError === 'insufficient_scope' || codes.includes('DENIED');
  if (status === 401) {
    return authenticated && (lacksScope || hasToken)
      ? 'REGISTRY_DENIED'
      : 'REGISTRY_UNAUTHORIZED';
  }
  if (status === 403 || codes.includes('DENIED')) return 'REGISTRY_DENIED';
  if (isReadOnly(asked, { status })) return 'REGISTRY_DENIED';
  const isNameUnknown = codes.includes('NAME_UNKNOWN') || codes.length === 0;
  if (status === 404 && asked.writes && isNameUnknown) {
    return 'REGISTRY_NAME_UNKNOWN';
  }
  return 'REGISTRY_FAILED';
}

/** Harbor and others report a full quota only in words. */
function isQuota(
  status: number,
  codes: readonly string[],
  text: string,
): boolean {
  if ([402, 413, 429, 507].includes(status)) return true;
  if (codes.includes('TOOMANYREQUESTS')) return true;
  const isRefusal = status >= 400 && status < 500;
  return isRefusal && /quota|storage limit|exceed\w* the .*limit/i.test(text);
}

/**
 * No two registries answer alike: 400 TAG_INVALID (ECR), 412 PRECONDITION
 * (Harbor), others elsewhere. Common to them are the words.
 */
function saysImmutable(status: number, text: string): boolean {
  const isRefusal = [400, 403, 405, 409, 412, 422].includes(status);
  return isRefusal && /immutab|already exists.*overwritten/i.test(text);
}

function selectHint(
  code: ErrorCode,
  { registry, repository, writes }: RegistryAction,
  authenticated: boolean,
): string | undefined {
  const login =
    registry === 'docker.io' ? 'docker login' : `docker login ${registry}`;
  switch (code) {
    case 'REGISTRY_UNAUTHORIZED':
      return authenticated
        ? `the registry did not accept the credentials: run \`${login}\` again`
        : `run \`${login}\`, or set BRICKYARD_REGISTRY_USERNAME and BRICKYARD_REGISTRY_PASSWORD`;
    case 'REGISTRY_DENIED':
      return `the account lacks the right to ${writes ? 'push to' : 'pull from'} this repository, or the repository does not exist`;
    case 'REGISTRY_NAME_UNKNOWN':
      return repositoryHint(registry, repository);
    case 'REGISTRY_TAG_IMMUTABLE':
      return 'the registry has a rule that tags are immutable: exempt this one from it';
    case 'REGISTRY_QUOTA':
      return 'free space or wait until the limit resets, then run the same command again';
    default:
      return undefined;
  }
}

/** The codes of an answer, none where it is of another form. */
export function listErrorCodes(body: Uint8Array): string[] {
  return parseErrorBody(new TextDecoder().decode(body)).codes;
}

function parseErrorBody(text: string): { codes: string[]; words: string } {
  const listed = parseErrorList(text);
  if (listed.length === 0) return { codes: [], words: shortLine(text) };
  const words = listed.map(({ code, message }) => `${code}: ${message}`);
  return {
    codes: listed.map((e) => e.code),
    words: shortLine(words.join('; ')),
  };
}

function parseErrorList(text: string): { code: string; message: string }[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return []; // A proxy's HTML page: shown as it is.
  }
  const errors = (body as { errors?: unknown } | null)?.errors;
  if (!Array.isArray(errors)) return [];
  return errors.map((error: Record<string, unknown> | null) => ({
    code: textOr(error?.code, 'UNKNOWN'),
    message: textOr(error?.message, ''),
  }));
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function shortLine(text: string): string {
  return shorten(plainLine(text), 500);
}
