const MASK = '***';

/** Patterns of secrets that registries and token servers put into their texts. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(authorization["']?\s*[:=]\s*)[^\r\n,}]+/gi, `$1${MASK}`],
  // A scheme word alone ("Basic authentication required") is no secret.
  [/\b([Bb]asic|[Bb]earer)\s+(?=\S*[0-9A-Z=])[\w+/.~-]{6,}=*/g, `$1 ${MASK}`],
  [/\beyJ[\w-]+(\.[\w-]*){1,2}/g, MASK],
  [/(:\/\/)[^/\s@"']+@/g, `$1${MASK}@`],
  // Signed storage URLs carry their right of access in the query.
  [/(\bhttps?:\/\/[^\s?"'<>]+)\?[^\s"'<>]+/gi, `$1?${MASK}`],
  [
    /\b(\w*(?:token|password|passwd|secret|signature)|sig)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    `$1$2${MASK}`,
  ],
];

/** Hides what looks like a secret, and every one of `known`. */
export function redact(text: string, known: Iterable<string> = []): string {
  let result = text;
  for (const secret of [...known].sort((a, b) => b.length - a.length)) {
    // One or two characters occur everywhere and protect nothing.
    if (secret.length > 2) result = result.replaceAll(secret, MASK);
  }
  for (const [pattern, replacement] of SECRETS) {
    result = result.replace(pattern, replacement);
  }
  return result;
}
