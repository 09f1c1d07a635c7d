import { compareLineNumbers, parseLineNumber } from '../runtime/line-number';
import type { Runtime } from '../runtime/schema';

/**
 * Whether a line is `line` or a later one, by the number its name starts with.
 * A line without one is a stand-in or somebody's own: it is held to what the
 * newest line asks, since that is what its images are made for.
 */
export function isAtLeast(runtime: Runtime, line: string): boolean {
  const number = parseLineNumber(runtime.name);
  const { major = 0, minor = 0 } = parseLineNumber(line) ?? {};
  return (
    number === undefined || compareLineNumbers(number, { major, minor }) >= 0
  );
}

/** For rules about what only a Databricks line says of itself. */
export function unableOnStandIn({
  runtime,
}: {
  runtime: Runtime;
}): string | undefined {
  return runtime.databricks
    ? undefined
    : `${runtime.name} is a stand-in, not a Databricks runtime`;
}
