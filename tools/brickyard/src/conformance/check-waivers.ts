import type { Runtime } from '../runtime/schema';
import type { Finding, Rule, Subject } from './rule';

/** What `image.ts` takes out of the count, and why. */
export interface Waiver {
  rule: string;
  reason: string;
  /** Lines that it is for; all of the flavour's when left out. */
  runtimes?: readonly string[];
}

interface Outcome {
  skipped: readonly { rule: string }[];
  waived: readonly { rule: string }[];
}

export function isFor({ runtimes }: Waiver, { name }: Runtime): boolean {
  return runtimes === undefined || runtimes.includes(name);
}

/** Waivers that do nothing: one day they would hide what nobody looked at. */
export function checkWaivers(
  waivers: readonly Waiver[],
  subject: Subject,
  rules: readonly Rule[],
  { skipped, waived }: Outcome,
): Finding[] {
  const known = new Set(rules.map(({ id }) => id));
  // Whether a skipped rule would have found something, nobody knows.
  const settled = new Set([...skipped, ...waived].map(({ rule }) => rule));
  return waivers.flatMap(({ rule }) => {
    if (!known.has(rule)) return fault(subject, ...unknownRule(rule));
    return settled.has(rule) ? [] : fault(subject, ...useless(rule, subject));
  });
}

type Texts = [message: string, hint: string];

function unknownRule(rule: string): Texts {
  return [
    `image.ts waives ${rule}, and there is no such rule`,
    'correct the id: they look like IMG-04',
  ];
}

function useless(rule: string, { runtime }: Subject): Texts {
  return [
    `image.ts waives ${rule}, which finds nothing on ${runtime.name}`,
    'remove the waiver, or name the lines that need it: runtimes: [ … ]',
  ];
}

function fault({ flavour }: Subject, message: string, hint: string): Finding[] {
  const place = flavour && { file: `${flavour.path}/image.ts` };
  return [{ rule: 'WAIVER', severity: 'warning', message, place, hint }];
}
