import { maskSecrets } from './mask-secrets';
import { spellSecret } from './spell-secret';

/** Removes secrets from text. */
export interface Redactor {
  add: (secret: string) => void;
  redact: (text: string) => string;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add: (secret) => spellSecret(secret).forEach((text) => secrets.add(text)),
    redact: (text) => maskSecrets(text, secrets),
  };
}
