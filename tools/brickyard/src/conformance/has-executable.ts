import type { SystemFacts } from './system-facts';

export function hasExecutable(
  inventory: Partial<SystemFacts> | undefined,
  name: string,
): boolean {
  return (inventory?.executables ?? []).some((each) => each.name === name);
}
