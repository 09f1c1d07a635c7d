import type { HttpClient } from '../../http/http-client';
import { assertSafeTarget, RegistryError } from '../errors';
import type { AuthChallenge } from './auth-challenge';
import { parseChallenges } from './auth-challenge';
import type { Credentials, CredentialSource } from './login';
import type { Token } from './token';
import { basicHeader, fetchToken, secretsOf } from './token';
import { TokenCache } from './token-cache';

/** A registry and the access that a request needs. */
export interface Access {
  registry: string;
  origin: URL;
  /** `repository:team/python:pull,push` */
  scopes: readonly string[];
}

/** Learns from a registry's answers which Authorization it wants. */
export class Authorizer {
  readonly #client: HttpClient;
  readonly #credentialsFor: CredentialSource;
  readonly #challenges = new Map<string, AuthChallenge>();
  /** Scopes that registries asked for beyond ours, by what we asked. */
  readonly #wanted = new Map<string, readonly string[]>();
  readonly #tokens: TokenCache;
  readonly #secrets = new Set<string>();

  constructor(client: HttpClient, credentialsFor: CredentialSource) {
    this.#client = client;
    this.#credentialsFor = credentialsFor;
    this.#tokens = new TokenCache(client.now);
  }

  /** Everything that messages must not show. */
  get secrets(): Iterable<string> {
    return this.#secrets;
  }

  /** The header to send, `undefined` while the registry wants none. */
  async authorize(access: Access): Promise<string | undefined> {
    const challenge = this.#challenges.get(access.registry);
    if (!challenge) return undefined;
    if (challenge.scheme === 'bearer') {
      const { registryToken } = (await this.credentials(access.registry)) ?? {};
      if (registryToken !== undefined) return `Bearer ${registryToken}`;
      const scopes = this.#scopesOf(access);
      const token = await this.#tokens.get(tokenKey(access, scopes), () =>
        this.#fetchToken(access, challenge, scopes),
      );
      return `Bearer ${token}`;
    }
    const credentials = await this.credentials(access.registry);
    const isPair = credentials && credentials.registryToken === undefined;
    return isPair ? basicHeader(credentials) : undefined;
  }

  /**
   * The header to try next after a 401 to `sent`, `undefined` when there is
   * nothing better: no credentials, or the same again.
   */
  async renew(
    access: Access,
    header: string | null,
    sent: string | undefined,
  ): Promise<string | undefined> {
    const challenge = selectChallenge(parseChallenges(header ?? ''));
    if (!challenge) return undefined;
    this.#challenges.set(access.registry, challenge);
    if (challenge.scheme === 'bearer') {
      const isWider = this.#learnScopes(access, challenge);
      const isDenied = challenge.parameters.error === 'insufficient_scope';
      if (isDenied && sent !== undefined && !isWider) return undefined;
      await this.forget(access, sent);
    }
    const next = await this.authorize(access);
    return next === sent ? undefined : next;
  }

  /** For a token that was refused: later it may grant more, as when its repository is made. */
  async forget(access: Access, sent: string | undefined): Promise<void> {
    const key = tokenKey(access, this.#scopesOf(access));
    await this.#tokens.drop(key, sent?.slice('Bearer '.length) ?? '');
  }

  /** The parameters of a registry's challenge, none while it sent none. */
  demandOf(registry: string): Readonly<Record<string, string>> {
    return this.#challenges.get(registry)?.parameters ?? {};
  }

  async credentials(registry: string): Promise<Credentials | undefined> {
    const credentials = await this.#credentialsFor(registry);
    secretsOf(credentials).forEach((secret) => this.#secrets.add(secret));
    return credentials;
  }

  async #fetchToken(
    { registry, origin }: Access,
    { parameters }: AuthChallenge,
    scopes: readonly string[],
  ): Promise<Token> {
    const realm = parseRealm(parameters.realm, registry);
    assertSafeTarget(origin, realm, this.#client.plainHosts);
    const credentials = await this.credentials(registry);
    const { service } = parameters;
    const request = { registry, realm, service, scopes, credentials };
    const token = await fetchToken(this.#client, request);
    this.#secrets.add(token.value);
    return token;
  }

  #scopesOf(access: Access): readonly string[] {
    return this.#wanted.get(tokenKey(access, access.scopes)) ?? access.scopes;
  }

  #learnScopes(access: Access, { parameters }: AuthChallenge): boolean {
    const before = this.#scopesOf(access);
    const asked = parameters.scope?.split(' ').filter(Boolean) ?? [];
    const added = asked.filter((scope) => !before.some(covers(scope)));
    if (added.length === 0) return false;
    const key = tokenKey(access, access.scopes);
    this.#wanted.set(key, [...before, ...added]);
    return true;
  }
}

/** Where a registry offers both, Bearer grants less. */
function selectChallenge(
  challenges: readonly AuthChallenge[],
): AuthChallenge | undefined {
  return (
    challenges.find(({ scheme }) => scheme === 'bearer') ??
    challenges.find(({ scheme }) => scheme === 'basic')
  );
}

function tokenKey({ registry }: Access, scopes: readonly string[]): string {
  return [registry, ...scopes].join(' ');
}

/** `repository:a:pull` is covered by `repository:a:push,pull`. */
function covers(wanted: string) {
  const [resource, actions] = splitScope(wanted);
  return (scope: string) => {
    const [other, granted] = splitScope(scope);
    return other === resource && actions.every((a) => granted.includes(a));
  };
}

function splitScope(scope: string): [string, string[]] {
  const colon = scope.lastIndexOf(':');
  return [scope.slice(0, colon), scope.slice(colon + 1).split(',')];
}

function parseRealm(realm: string | undefined, registry: string): URL {
  if (realm === undefined || !URL.canParse(realm)) {
    const message = `${registry}: asks for a token without saying where`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
  const url = new URL(realm);
  url.username = '';
  url.password = '';
  return url;
}
