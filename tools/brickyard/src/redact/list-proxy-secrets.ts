import { maskSecrets } from './mask-secrets';
import { spellSecret } from './spell-secret';

/** `user:password@host`, with or without a scheme; a password may hold an `@`. */
const LOGIN = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^:]*?)(?::(.*))?@/is;

/** Of a login that is one word: a shorter one is somebody's name. */
const SHORTEST_TOKEN = 12;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Every text by which output may tell the login of a proxy that the environment
 * names, in any spelling of `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and the like.
 */
export function listProxySecrets(environment: Environment): string[] {
  const logins = listProxyLogins(environment);
  return [...new Set(logins.flatMap(spellSecret).filter(Boolean))];
}

/** The same, each in one spelling. */
export function listProxyLogins(environment: Environment): string[] {
  const proxies = Object.entries(environment).filter(([name]) =>
    /(?:^|_)proxy$/i.test(name),
  );
  const logins = proxies.flatMap(([, address = '']) => listLogin(address));
  return [...new Set(logins)];
}

/** `text` without them: for a file. */
export function hideProxies(text: string, environment: Environment): string {
  return maskSecrets(text, listProxySecrets(environment));
}

/** A long name alone is a token. Both together are what a client sends in base64. */
function listLogin(address: string): string[] {
  const [, user = '', password] = LOGIN.exec(address) ?? [];
  if (password === undefined)
    return user.length < SHORTEST_TOKEN ? [] : [user, decode(user)];
  const login = `${user}:${password}`;
  return [password, decode(password), login, decode(login)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: it is not encoded.
    return text;
  }
}
