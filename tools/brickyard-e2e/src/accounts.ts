import { randomBytes } from 'node:crypto';

/** Who may log in at a registry of these tests, and what for. */
export interface Account {
  username: string;
  password: string;
  actions: readonly string[];
}

/** With a password that is found again wherever it is shown. */
export function createAccount(
  username: string,
  actions: readonly string[],
): Account {
  const password = `never:shown-${randomBytes(12).toString('hex')}`;
  return { username, password, actions };
}

/** Base64 of `user:password`, as HTTP and Docker's config have it. */
export function encodeLogin({
  username,
  password,
}: Pick<Account, 'username' | 'password'>): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** Every form in which a password could slip into a text. */
export function traces(account: Account): string[] {
  const { password } = account;
  return [password, encodeURIComponent(password), encodeLogin(account)];
}
