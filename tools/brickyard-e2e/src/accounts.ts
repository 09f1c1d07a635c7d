import { randomBytes } from 'node:crypto';

/** The accounts of a registry in these tests, and their rights. */
export interface Account {
  username: string;
  password: string;
  actions: readonly string[];
}

/** Its password is unique, so that a test finds it wherever it is shown. */
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
