import { spellSecret } from './spell-secret';

/** `user:password@host`, with or without a scheme; a password may hold an `@`. */
const LOGIN = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^:]*?)(?::(.*))?@/is;

/** Of a login that is one word: a shorter one is somebody's name. */
const SHORTEST_TOKEN = 12;

/**
 * Every text by which output may tell the login of a proxy that the environment
 * names, in any spelling of `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and the like.
 */
export function listProxySecrets(
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const proxies = Object.entries(environment).filter(([name]) =>
    /(?:^|_)proxy$/i.test(name),
  );
  const secrets = proxies.flatMap(([, address = '']) => listLogin(address));
  return [...new Set(secrets)];
}

/** A long name alone is a token. Both together are what a client sends in base64. */
function listLogin(address: string): string[] {
  const [, user = '', password] = LOGIN.exec(address) ?? [];
  if (password === undefined)
    return user.length < SHORTEST_TOKEN ? [] : spell(user);
  return [
    ...spell(password),
    ...spell(`${user}:${password}`),
    ...spell(`${decode(user)}:${decode(password)}`),
  ];
}

function spell(secret: string): string[] {
  return [secret, decode(secret)].flatMap(spellSecret).filter(Boolean);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: it is not encoded.
    return text;
  }
}
