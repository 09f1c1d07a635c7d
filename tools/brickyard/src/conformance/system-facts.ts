/** What rules about the system ask an inventory for. */
export interface SystemFacts {
  /** Of those that the probe looks for, the ones on PATH. */
  executables: readonly { name: string; path: string }[];
  users: readonly { name: string; uid: number; locked: boolean }[];
  /** The container's own. */
  environment: Readonly<Record<string, string>>;
  java: readonly {
    path: string;
    version: string;
    major: number | string;
    /** The one on PATH. */
    isDefault: boolean;
  }[];
  /** Whether Java finds certificates. */
  trustStore: boolean;
  /** Of those that the probe looks for, the ones that exist. */
  paths: readonly string[];
}

/** Why a rule cannot look: an inventory that was made without a fact it needs. */
export function unableWithout(fact: keyof SystemFacts) {
  return ({ inventory }: { inventory?: Partial<SystemFacts> }) =>
    inventory?.[fact] === undefined
      ? `needs an inventory with ${fact}`
      : undefined;
}
