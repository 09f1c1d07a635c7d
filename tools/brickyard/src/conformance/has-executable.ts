import type { RuleSystemFacts } from './system-facts';

export function hasExecutable(
  inventory: Partial<RuleSystemFacts> | undefined,
  name: string,
): boolean {
  return (inventory?.executables ?? []).some((each) => each.name === name);
}
