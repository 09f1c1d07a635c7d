import { HttpError } from '../../http/http-error';

/** A code host refused a request, or did not answer. */
export class HostError extends HttpError {}

export interface Refusal {
  /** `GitHub` */
  host: string;
  /** `list the comments of pull request 12` */
  action: string;
  status: number;
  /** What the host said, without secrets. */
  words: string;
  /** The variable that holds the token. */
  tokenName: string;
}

/** The error for an answer that is neither a success nor a rate limit. */
export function refusalError(refusal: Refusal): HostError {
  const { host, action, status, words, tokenName } = refusal;
  const said = words === '' ? '' : `: ${words}`;
  const message = `${host} did not ${action} (${status})${said}`;
  if (status === 401 || status === 203)
    return new HostError('HOST_UNAUTHORIZED', message, {
      status,
      hint: `${tokenName} is wrong or has expired: run the job again, or give it a new token`,
    });
  if (status === 403)
    return new HostError('HOST_DENIED', message, {
      status,
      hint: `the token in ${tokenName} may not do this: see the permissions of the job, or of the build service`,
    });
  if (status === 404)
    return new HostError('HOST_NOT_FOUND', message, {
      status,
      hint: `it does not exist, or the token in ${tokenName} may not see it`,
    });
  return new HostError('HOST_FAILED', message, { status });
}

/** Whether the host may have carried out the request nevertheless. */
export function isAmbiguous(error: unknown): boolean {
  const { code, status } = error as { code?: unknown; status?: unknown };
  if (code === 'HOST_UNREACHABLE') return true;
  return code === 'HOST_FAILED' && typeof status === 'number' && status >= 500;
}
