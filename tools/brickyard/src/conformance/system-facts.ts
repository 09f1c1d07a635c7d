import type { SystemFacts as Collected } from '../inventory/probe-system';

/** What rules about the system ask an inventory for. */
export interface RuleSystemFacts extends Collected {
  /** The container's own, where the image's config is not known. */
  environment: Readonly<Record<string, string>>;
}

/** Says so when an inventory was made without a fact that a rule needs. */
export function unableWithout(fact: keyof RuleSystemFacts) {
  return ({ inventory }: { inventory?: Partial<RuleSystemFacts> }) =>
    inventory?.[fact] === undefined
      ? `needs an inventory with ${fact}`
      : undefined;
}
