import type * as v from 'valibot';

/** At least one: the whole value has no path. */
export type IssueKeys = readonly [string | number, ...(string | number)[]];

/** valibot's way to say where in a value something is, for a check of several keys. */
export function issuePath(
  root: unknown,
  keys: IssueKeys,
): [v.IssuePathItem, ...v.IssuePathItem[]] {
  let input = root;
  const items = keys.map((key) => {
    const value = (input as Record<string | number, unknown>)[key];
    const item = { type: 'unknown', origin: 'value', input, key, value };
    input = value;
    return item as v.IssuePathItem;
  });
  return items as [v.IssuePathItem, ...v.IssuePathItem[]];
}
