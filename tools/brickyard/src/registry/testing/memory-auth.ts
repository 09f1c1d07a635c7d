import type { Call, Reply } from './memory-reply';
import { refuse } from './memory-reply';

export interface MemoryUser {
  password: string;
  identityToken?: string;
  /** Default: all of `pull`, `push`, `delete`. */
  actions?: readonly string[];
}

export interface MemoryAuthOptions {
  scheme: 'basic' | 'bearer';
  users: Readonly<Record<string, MemoryUser>>;
  /** What anonymous clients may do, with tokens. Default: nothing. */
  anonymous?: readonly string[];
  /** Whether the token server knows OAuth2's POST. */
  oauth?: boolean;
  expiresIn?: number;
  /** As Docker Hub does: `pull` alone of what is not there grants nothing. */
  hidesAbsent?: boolean;
  /** Default: the registry's own `/token`. */
  realm?: string;
}

const ALL = ['pull', 'push', 'delete'];
const SERVICE = 'memory-registry';

/** Decides who may do what at a `MemoryRegistry`. */
export class MemoryAuth {
  readonly #options: MemoryAuthOptions;
  /** `repository:action` that each token allows. */
  readonly #tokens = new Map<string, ReadonlySet<string>>();
  readonly #isThere: (name: string) => boolean;
  #issued = 0;

  constructor(
    options: MemoryAuthOptions,
    isThere: (name: string) => boolean = () => true,
  ) {
    this.#options = options;
    this.#isThere = isThere;
  }

  /** As if all of them had expired. */
  revokeTokens(): void {
    this.#tokens.clear();
  }

  /** A refusal, or nothing when the call may go on. */
  check(call: Call, origin: string): Reply | undefined {
    const needed = neededScopes(call);
    const header = String(call.headers.authorization ?? '');
    return this.#options.scheme === 'basic'
      ? this.#checkBasic(header, needed)
      : this.#checkBearer(header, needed, origin);
  }

  #checkBasic(header: string, needed: readonly Scope[]): Reply | undefined {
    const user = this.#userOf(header);
    if (!user) return unauthorized('Basic realm="memory"');
    const allowed = user.actions ?? ALL;
    return needed.some(({ actions }) =>
      actions.some((a) => !allowed.includes(a)),
    )
      ? refuse(403, 'DENIED', 'requested access to the resource is denied')
      : undefined;
  }

  #checkBearer(
    header: string,
    needed: readonly Scope[],
    origin: string,
  ): Reply | undefined {
    const granted = this.#tokens.get(header.replace(/^Bearer /, ''));
    const isGranted = needed.every(({ name, actions }) =>
      actions.every((action) => granted?.has(`${name}:${action}`)),
    );
    if (granted && isGranted) return undefined;
    const realm = this.#options.realm ?? `${origin}/token`;
    const scope = needed.map(
      ({ name, actions }) => `repository:${name}:${actions.join(',')}`,
    );
    const error = granted ? ',error="insufficient_scope"' : '';
    return unauthorized(
      `Bearer realm="${realm}",service="${SERVICE}",scope="${scope.join(' ')}"${error}`,
    );
  }

  /** https://distribution.github.io/distribution/spec/auth/token/ */
  answerToken(call: Call): Reply {
    const { oauth, users, anonymous = [], expiresIn } = this.#options;
    if (call.method === 'POST' && !oauth) return { status: 405 };
    const form = new URLSearchParams(Buffer.from(call.body).toString());
    const header = call.headers.authorization;
    const user =
      call.method === 'POST'
        ? Object.values(users).find(
            (u) => u.identityToken === form.get('refresh_token'),
          )
        : this.#userOf(String(header));
    if (!user && (header !== undefined || call.method === 'POST')) {
      return refuse(401, 'UNAUTHORIZED', 'incorrect username or password');
    }
    const allowed = user ? (user.actions ?? ALL) : anonymous;
    const scopes =
      call.method === 'POST'
        ? (form.get('scope')?.split(' ') ?? [])
        : call.url.searchParams.getAll('scope');
    const token = this.#issue(scopes, allowed);
    return {
      status: 200,
      body: JSON.stringify({ token, expires_in: expiresIn }),
    };
  }

  #issue(scopes: readonly string[], allowed: readonly string[]): string {
    this.#issued += 1;
    const token = `token-${this.#issued}`;
    const granted = scopes.flatMap((scope) => {
      const [, name, actions = ''] = scope.split(':');
      const asked = actions.split(',');
      const isHidden =
        this.#options.hidesAbsent &&
        !asked.includes('push') &&
        !this.#isThere(name ?? '');
      const both = asked.filter(
        (action) => !isHidden && allowed.includes(action),
      );
      return both.map((action) => `${name}:${action}`);
    });
    this.#tokens.set(token, new Set(granted));
    return token;
  }

  #userOf(header: string): MemoryUser | undefined {
    const pair = Buffer.from(
      header.replace(/^Basic /, ''),
      'base64',
    ).toString();
    const colon = pair.indexOf(':');
    const password = pair.slice(colon + 1);
    const user = this.#options.users[pair.slice(0, Math.max(colon, 0))];
    return user?.password === password ? user : undefined;
  }
}

interface Scope {
  name: string;
  actions: readonly string[];
}

function neededScopes({ method, url }: Call): Scope[] {
  const [, name] =
    /^\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(url.pathname) ?? [];
  if (name === undefined) return [];
  const isUpload = url.pathname.includes('/blobs/uploads/');
  if (method === 'GET' || method === 'HEAD')
    return [{ name, actions: ['pull'] }];
  if (method === 'DELETE' && !isUpload) return [{ name, actions: ['delete'] }];
  const from = url.searchParams.get('from');
  return [
    { name, actions: ['pull', 'push'] },
    ...(from === null ? [] : [{ name: from, actions: ['pull'] }]),
  ];
}

function unauthorized(challenge: string): Reply {
  const reply = refuse(401, 'UNAUTHORIZED', 'authentication required');
  return {
    ...reply,
    headers: { ...reply.headers, 'www-authenticate': challenge },
  };
}
