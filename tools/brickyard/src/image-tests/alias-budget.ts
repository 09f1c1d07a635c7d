/** How many values were decoded, and how many of them through an alias. */
export interface AliasCounts {
  all: number;
  ofAliases: number;
}

/** Up to so many values, nearly all may come from aliases. */
const few = 400_000;
/** From so many on, one in ten. */
const many = 4_000_000;

/** The limit of gopkg.in/yaml.v2. */
export function allowsAliases({ all, ofAliases }: AliasCounts): boolean {
  if (ofAliases <= 100 || all <= 1000) return true;
  const share = Math.min(1, Math.max(0, (all - few) / (many - few)));
  return ofAliases / all <= 0.99 - 0.89 * share;
}
