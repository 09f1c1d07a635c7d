import { maskSecrets } from './mask-secrets';

/** A shorter line of a longer secret is a brace or a heading, not a secret. */
const SHORTEST_PART = 6;

/** Removes secrets from text. */
export interface Redactor {
  add: (secret: string) => void;
  redact: (text: string) => string;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add: (secret) => spellings(secret).forEach((text) => secrets.add(text)),
    redact: (text) => maskSecrets(text, secrets),
  };
}

/**
 * A step prints line by line, so each line of a secret file counts. Tools
 * also print a password as part of a URL, or take it out of one.
 */
function spellings(secret: string): string[] {
  const parts = secret.split('\n').map((line) => line.trim());
  const long = parts.filter((line) => line.length >= SHORTEST_PART);
  const whole = secret.trim();
  return [whole, ...long, ...findPasswords(secret)].flatMap((text) => [
    text,
    encodeURIComponent(text),
  ]);
}

/** Of addresses such as `https://ann:hunter2@host/`, as written and decoded. */
function findPasswords(secret: string): string[] {
  const addresses = secret.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g);
  return [...addresses]
    .flatMap(([, password = '']) => [password, decode(password)])
    .filter((password) => password.length >= SHORTEST_PART);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the password is not encoded.
    return text;
  }
}
