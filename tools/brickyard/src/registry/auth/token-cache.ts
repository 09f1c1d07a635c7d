import type { Token } from './token';

/** Tokens by key until they expire; callers of one key share one request. */
export class TokenCache {
  readonly #now: () => number;
  readonly #tokens = new Map<string, Promise<Token>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(key: string, fetchToken: () => Promise<Token>): Promise<string> {
    const known = this.#tokens.get(key);
    if (known) {
      const token = await known;
      if (token.expiresAt > this.#now()) return token.value;
      this.#forget(key, known);
    }
    // While this caller waited, another may have begun to renew it.
    const { value } = await (this.#tokens.get(key) ??
      this.#begin(key, fetchToken));
    return value;
  }

  /** Forgets a token that a registry refused, unless it was renewed since. */
  async drop(key: string, value: string): Promise<void> {
    const known = this.#tokens.get(key);
    if (known && (await known).value === value) this.#forget(key, known);
  }

  #begin(key: string, fetchToken: () => Promise<Token>): Promise<Token> {
    const pending = fetchToken();
    this.#tokens.set(key, pending);
    pending.catch(() => this.#forget(key, pending));
    return pending;
  }

  #forget(key: string, pending: Promise<Token>): void {
    if (this.#tokens.get(key) === pending) this.#tokens.delete(key);
  }
}
