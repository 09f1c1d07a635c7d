import { randomUUID } from 'node:crypto';

import { type Account, encodeLogin } from '../accounts';
import type { Asked, Seen, TokenLogin } from './manners';

/** An account, with the token that `docker login` may have kept in place of its password. */
export interface StandInAccount extends Account {
  identityToken?: string;
}

export interface Grant {
  status: number;
  body: object;
  asked: string[];
  granted: string[];
}

/** Gives out tokens, and knows what each is good for. */
export class TokenDesk {
  readonly #login: TokenLogin;
  readonly #account: StandInAccount;
  readonly #grants = new Map<string, readonly string[]>();

  constructor(login: TokenLogin, account: StandInAccount) {
    this.#login = login;
    this.#account = account;
  }

  /** `form` is the body of a POST, as OAuth2 has it. */
  grant(
    request: { query: URLSearchParams; form: string; authorization?: string },
    seen: Seen,
  ): Grant {
    const form = new URLSearchParams(request.form);
    const asked = [...request.query.getAll('scope'), form.get('scope') ?? '']
      .flatMap((scope) => scope.split(' '))
      .filter(Boolean);
    const isKnown =
      request.authorization === `Basic ${encodeLogin(this.#account)}` ||
      form.get('refresh_token') === (this.#account.identityToken ?? '');
    const granted = isKnown ? asked.flatMap((s) => this.#part(s, seen)) : [];
    const isNothing = asked.length > 0 && granted.length === 0;
    if (!isKnown || (this.#login.refusesNothing && isNothing)) {
      const errors = [{ code: 'DENIED', message: 'access is denied' }];
      return { status: isKnown ? 403 : 401, body: { errors }, asked, granted };
    }
    const token = randomUUID();
    this.#grants.set(`Bearer ${token}`, granted);
    const body = { [this.#login.field]: token, expires_in: 300 };
    return { status: 200, body, asked, granted };
  }

  /** Whether what a request carries is good for it; undefined where it carries nothing we gave out. */
  allows(header: string | undefined, asked: Asked): boolean | undefined {
    const granted = this.#grants.get(header ?? '');
    if (granted === undefined) return undefined;
    if (asked.repository === undefined) return true;
    const right = rightFor(asked);
    return granted.some((scope) => {
      const [name, rights] = splitScope(scope);
      return name === asked.repository && rights.includes(right);
    });
  }

  #part(scope: string, { repositories }: Seen): string[] {
    const [name, wanted] = splitScope(scope);
    const isHidden =
      this.#login.hidesAbsent &&
      !wanted.includes('push') &&
      !repositories.has(name);
    const rights = wanted.filter((one) => this.#account.actions.includes(one));
    return isHidden || rights.length === 0
      ? []
      : [`repository:${name}:${rights.join(',')}`];
  }
}

export function rightFor({ method }: Asked): string {
  // Of an upload, too, at Docker's own registry.
  if (method === 'DELETE') return 'delete';
  return method === 'GET' || method === 'HEAD' ? 'pull' : 'push';
}

/** `repository:team/python:pull,push`. The name may contain a port's colon. */
function splitScope(scope: string): [name: string, rights: string[]] {
  const [, name = '', rights = ''] = /^[^:]+:(.*):([^:]*)$/.exec(scope) ?? [];
  return [name, rights.split(',')];
}
