import type { KeyPart, Reason } from './key-part';

/** What changed from one build's parts to another's, in order of name. */
export function diffParts(
  before: readonly KeyPart[],
  after: readonly KeyPart[],
): Reason[] {
  const from = new Map(before.map(({ name, value }) => [name, value]));
  const to = new Map(after.map(({ name, value }) => [name, value]));
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  return names.flatMap(
    (name) => diffPart(name, from.get(name), to.get(name)) ?? [],
  );
}

function diffPart(
  part: string,
  from?: string,
  to?: string,
): Reason | undefined {
  if (from === to) return undefined;
  if (from === undefined) return { part, change: 'added', to };
  if (to === undefined) return { part, change: 'removed', from };
  return { part, change: 'changed', from, to };
}
