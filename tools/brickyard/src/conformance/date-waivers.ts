/** What `image.ts` takes out of the count, and why. */
export interface Waiver {
  rule: string;
  reason: string;
  /** Lines that it is for; all of the flavour's when left out. */
  runtimes?: readonly string[];
  /** Its last day, `2027-03-31`; it has no end when left out. */
  until?: string;
}

/** `ending`: it ends within 30 days. `ended`: it hides nothing any more. */
export type Standing = 'valid' | 'ending' | 'ended';

/** A waiver on the day of a run. Rules take these, so that none outlives its end. */
export interface DatedWaiver extends Waiver {
  standing: Standing;
}

const NOTICE_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

export function dateWaivers(
  waivers: readonly Waiver[] | undefined,
  now: Date,
): DatedWaiver[] {
  return (waivers ?? []).map((waiver) => ({
    ...waiver,
    standing: standingOf(waiver, now),
  }));
}

/** `2026-11-29`, in UTC: CI and a laptop agree on it. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

function standingOf({ until }: Waiver, now: Date): Standing {
  if (until === undefined) return 'valid';
  const lastDay = Date.parse(until);
  const today = Date.parse(dayOf(now));
  if (today > lastDay) return 'ended';
  return lastDay - today <= NOTICE_DAYS * DAY ? 'ending' : 'valid';
}
