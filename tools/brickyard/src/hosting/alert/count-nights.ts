import * as v from 'valibot';

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

const stateSchema = v.object({
  version: v.literal(1),
  bases: v.record(
    v.string(),
    v.object({
      /** The first and the last day of the series, in UTC. */
      since: day,
      last: day,
      nights: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
  ),
});

/** How long each base has been failing. */
export type NightlyState = v.InferOutput<typeof stateSchema>;

export const noNights: NightlyState = { version: 1, bases: {} };

/** `undefined` where the text is not a state. */
export function parseState(text: string): NightlyState | undefined {
  try {
    const result = v.safeParse(stateSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Two equal states have the same text. */
export function renderState({ version, bases }: NightlyState): string {
  const sorted = Object.entries(bases).sort(([a], [b]) => (a < b ? -1 : 1));
  const state = { version, bases: Object.fromEntries(sorted) };
  return `${JSON.stringify(state, null, 2)}\n`;
}

/**
 * The state after a run on `today` (`2026-11-24`, UTC) in which these bases
 * failed. Two runs on one day count once; a success ends the series.
 */
export function countNights(
  { version, bases }: NightlyState,
  failed: readonly string[],
  today: string,
): NightlyState {
  const next = failed.map((reference) => {
    const before = Object.hasOwn(bases, reference)
      ? bases[reference]
      : undefined;
    if (before === undefined)
      return [reference, { since: today, last: today, nights: 1 }] as const;
    // A clock that was set back does not add a night.
    const isCounted = before.last >= today;
    const after = { ...before, last: today, nights: before.nights + 1 };
    return [reference, isCounted ? before : after] as const;
  });
  return { version, bases: Object.fromEntries(next) };
}
