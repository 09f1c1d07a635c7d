import { MASK } from './mask-secrets';
import { urlUser } from './secret-patterns';

/**
 * Masks who logs in, and with what, in every URL: `https://***@host/a`. Anything
 * else stays, and so does the name in `ssh://ann@host`, which opens no door.
 */
export function hideLogins(text: string): string {
  if (!text.includes('@')) return text;
  return text.replace(urlUser, (login: string, slashes: string, at: number) => {
    const isName = text.endsWith('ssh:', at) && !login.includes(':');
    return isName ? login : `${slashes}${MASK}@`;
  });
}
