import type { Runtime } from '../runtime/schema';
import type { DatedWaiver, Waiver } from './date-waivers';
import type { Finding, Rule, Subject } from './rule';

interface Outcome {
  skipped: readonly { rule: string }[];
  waived: readonly { rule: string }[];
}

export function isFor({ runtimes }: Waiver, { name }: Runtime): boolean {
  return runtimes === undefined || runtimes.includes(name);
}

/** The waiver that takes a rule's findings out on this line, if it has not ended. */
export function findWaiver<W extends DatedWaiver>(
  waivers: readonly W[],
  rule: string,
  runtime: Runtime,
): W | undefined {
  return waivers.find(
    (each) =>
      each.rule === rule && each.standing !== 'ended' && isFor(each, runtime),
  );
}

/** Waivers that end, and those that do nothing: one day they would hide a fault that nobody has seen. */
export function checkWaivers(
  waivers: readonly DatedWaiver[],
  subject: Subject,
  rules: readonly Rule[],
  { skipped, waived }: Outcome,
): Finding[] {
  const known = new Set(rules.map(({ id }) => id));
  // What a skipped rule would have found cannot be known.
  const settled = new Set([...skipped, ...waived].map(({ rule }) => rule));
  return waivers.flatMap((waiver) => {
    const { rule, standing } = waiver;
    if (!known.has(rule)) return fault(subject, ...unknownRule(rule));
    const isUseless = standing !== 'ended' && !settled.has(rule);
    return isUseless
      ? fault(subject, ...useless(rule, subject))
      : checkEnds([waiver], subject);
  });
}

/** Waivers that have ended, or will within 30 days. */
export function checkEnds(
  waivers: readonly DatedWaiver[],
  subject: Pick<Subject, 'flavour'>,
): Finding[] {
  return waivers.flatMap(({ rule, until, standing }) => {
    if (standing === 'valid') return [];
    const isOver = standing === 'ended';
    return fault(
      subject,
      `the waiver of ${rule} ${isOver ? 'ended' : 'ends'} on ${until}`,
      isOver
        ? `fix what ${rule} finds and remove the waiver, or give it a later day in until`
        : `after that day ${rule} counts again: fix what it finds, or give the waiver a later day in until`,
    );
  });
}

type Texts = [message: string, hint: string];

function unknownRule(rule: string): Texts {
  return [
    `image.ts waives ${rule}, and there is no such rule`,
    'correct the id: ids look like IMG-04, and docs/rules.md lists them',
  ];
}

function useless(rule: string, { runtime }: Subject): Texts {
  return [
    `image.ts waives ${rule}, which finds nothing on ${runtime.name}`,
    'remove the waiver, or name the lines that need it: runtimes: [ … ]',
  ];
}

function fault(
  { flavour }: Pick<Subject, 'flavour'>,
  message: string,
  hint: string,
): Finding[] {
  const place = flavour && { file: `${flavour.path}/image.ts` };
  return [{ rule: 'WAIVER', severity: 'warning', message, place, hint }];
}
