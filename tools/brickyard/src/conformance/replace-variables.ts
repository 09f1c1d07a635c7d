/** Leaves names without a value as they are written. */
export function replaceVariables(
  text: string,
  variables: ReadonlyMap<string, string>,
): string {
  return text.replace(
    /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (all, braced?: string, fallback?: string, bare?: string) =>
      variables.get(braced ?? bare ?? '') ?? fallback ?? all,
  );
}
