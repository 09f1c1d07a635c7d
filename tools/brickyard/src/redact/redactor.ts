import { maskSecrets } from './mask-secrets';
import { maskWrapped } from './mask-wrapped';
import { spellDigits, spellSecret } from './spell-secret';

/** Removes secrets from text. */
export interface Redactor {
  add: (secret: string) => void;
  redact: (text: string) => string;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  const digits = new Set<string>();
  return {
    add: (secret) => {
      for (const text of spellSecret(secret)) secrets.add(text);
      for (const text of spellDigits(secret)) digits.add(text);
    },
    redact: (text) => maskSecrets(maskWrapped(text, digits), secrets),
  };
}
