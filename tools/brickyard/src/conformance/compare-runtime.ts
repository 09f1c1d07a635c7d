import type { Runtime } from '../runtime/schema';

/**
 * Whether a line is `line` or a later one, by the number its name starts with.
 * A line without one is a stand-in or somebody's own: it is held to what the
 * newest line asks, since that is what its images are made for.
 */
export function isAtLeast(runtime: Runtime, line: string): boolean {
  const [major, minor] = numberOf(runtime.name) ?? [Infinity, 0];
  const [least = 0, leastMinor = 0] = numberOf(line) ?? [];
  return major === least ? minor >= leastMinor : major > least;
}

/** `17.3-LTS` and `17.3.x-scala2.13` are both 17.3. */
export function numberOf(name: string): [number, number] | undefined {
  const found = /^(\d+)\.(\d+)(?![\d])/.exec(name);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
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
