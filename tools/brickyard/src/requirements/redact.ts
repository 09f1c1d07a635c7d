const SECRET = '***';

/** `user:password@` of a URL; the colon of a port is none. */
const URL_USER = /(\/\/)(?!git@)(?:[^\s/@]*|[^\s/@:]*:(?!\d+\/)[^\s@]*)@/g;
/** `user:password@host` without a scheme, as --proxy takes it. */
const BARE_USER = /(^|[\s=])[^\s/@:=]+:[^\s/@]+@/g;
/** Signed URLs carry their secret here. */
const QUERY = /(:\/\/[^\s?#]*\?)[^\s#]+/g;

/** Text that may be printed: credentials and queries of URLs are left out. */
export function redact(text: string): string {
  return text
    .replace(URL_USER, `$1${SECRET}@`)
    .replace(BARE_USER, `$1${SECRET}@`)
    .replace(QUERY, `$1${SECRET}`);
}
