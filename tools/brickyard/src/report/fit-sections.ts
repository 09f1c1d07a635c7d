/** One part of a text, in short and longer variants. */
export interface Section {
  id: string;
  /** Shortest first; at least one. */
  variants: readonly string[];
}

export interface FittedSections {
  /** In order, without those that are left out. */
  texts: string[];
  /** Ids of sections of which a longer variant exists. */
  shortened: string[];
  /** Ids of sections that are left out. */
  omitted: string[];
}

/**
 * As much as fits `room` characters, line ends included: first every section in
 * short, then one after the other in longer variants, so that a long first one
 * does not push out the last.
 */
export function fitSections(
  sections: readonly Section[],
  room: number,
): FittedSections {
  const chosen = sections.map(() => -1);
  const length = (index: number, variant: number) =>
    variant < 0 ? 0 : (sections[index]?.variants[variant]?.length ?? 0) + 1;
  const levels = Math.max(0, ...sections.map((each) => each.variants.length));
  let left = room;
  for (let level = 0; level < levels; level += 1) {
    for (const [index, { variants }] of sections.entries()) {
      const current = chosen[index] ?? -1;
      const isNext = level < variants.length && current === level - 1;
      const cost = length(index, level) - length(index, current);
      if (!isNext || cost > left) continue;
      chosen[index] = level;
      left -= cost;
    }
  }
  const picked = sections.map(({ id, variants }, index) => {
    const at = chosen[index] ?? -1;
    return { id, at, text: variants[at], most: variants.length - 1 };
  });
  return {
    texts: picked.flatMap(({ text }) => text ?? []),
    shortened: picked
      .filter(({ at, most }) => at >= 0 && at < most)
      .map(({ id }) => id),
    omitted: picked.filter(({ at }) => at < 0).map(({ id }) => id),
  };
}
