import { MASK, maskSecrets } from './mask-secrets';
import {
  authorizationHeader,
  authorizationValue,
  bareUser,
  jsonWebToken,
  namedSecret,
  tokenShapes,
  urlQuery,
  urlUser,
} from './secret-patterns';

const replacements: readonly (readonly [RegExp, string])[] = [
  [authorizationHeader, `$1${MASK}`],
  [authorizationValue, `$1 ${MASK}`],
  [jsonWebToken, MASK],
  [urlUser, `$1${MASK}@`],
  [bareUser, `$1${MASK}@`],
  [urlQuery, `$1${MASK}`],
  [namedSecret, `$1$2${MASK}`],
  ...tokenShapes.map(
    ([, { source }]) => [new RegExp(source, 'g'), MASK] as const,
  ),
];

/** Text that may be printed: what looks like a secret is masked, and every one of `known`. */
export function redact(text: string, known: Iterable<string> = []): string {
  let redacted = maskSecrets(text, known);
  for (const [pattern, replacement] of replacements) {
    redacted = redacted.replace(pattern, replacement);
  }
  return redacted;
}
