import { BrickyardError, type ErrorCode, type ErrorDetails } from '../errors';

/**
 * Why a request got no usable answer: the host did not answer, or not in time;
 * the certificate is not trusted; a redirect must not be followed; the body is
 * too large; it is not what was asked for, or damaged.
 */
export type HttpFailure =
  | 'unreachable'
  | 'timeout'
  | 'untrusted'
  | 'redirect'
  | 'too-large'
  | 'misunderstood'
  | 'damaged'
  | 'status';

export interface HttpErrorDetails extends ErrorDetails {
  failure?: HttpFailure;
  /** Of the answer, if there was one. */
  status?: number;
  /** The same request may succeed later: 429, 5xx, a connection that was reset. */
  transient?: boolean;
}

/** A request that failed. Clients subclass it with what their server says. */
export class HttpError extends BrickyardError {
  readonly failure: HttpFailure;
  readonly status: number | undefined;
  readonly transient: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    details: HttpErrorDetails = {},
  ) {
    super(code, message, details);
    this.failure = details.failure ?? 'status';
    this.status = details.status;
    this.transient = details.transient ?? false;
  }
}

/** Turns a failure into the client's own error. */
export type ExplainHttpError = (error: HttpError) => BrickyardError;

export function isTransient(error: unknown): boolean {
  return error instanceof HttpError && error.transient;
}
