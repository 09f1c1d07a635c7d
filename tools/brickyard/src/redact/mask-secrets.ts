export const MASK = '***';

/** One or two characters occur everywhere: masking them protects nothing. */
const SHORTEST = 3;

/** Masks every one of `secrets`, the longest first: one may be the start of another. */
export function maskSecrets(text: string, secrets: Iterable<string>): string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  let masked = text;
  for (const secret of longestFirst) {
    if (secret.length >= SHORTEST) masked = masked.replaceAll(secret, MASK);
  }
  return masked;
}
