/** Only the end of the name is a pattern. */
const OPTIONAL = /^(?<name>[^*?[\\]+)(?:\*|\[(?<last>[^\]])\])(?<slash>\/?)$/;

/**
 * The path that a COPY takes only if it is there, as people write that: `yarn.lock*`
 * is `yarn.lock`, `wheels*\/` is `wheels/`, `lock.tx[t]` is `lock.txt`. A path without
 * a pattern would have to be there. `undefined` for all others.
 */
export function readOptionalSource(source: string): string | undefined {
  const { name, last = '', slash = '' } = OPTIONAL.exec(source)?.groups ?? {};
  return name === undefined ? undefined : `${name}${last}${slash}`;
}
