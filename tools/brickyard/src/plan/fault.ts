import { BrickyardError } from '../errors';

/** Why images cannot be made as their files stand. */
export interface ImageFault {
  flavour: string;
  /** One image; every one of the flavour when left out. */
  id?: string;
  error: BrickyardError;
}

/** Faults of what was asked for, and those that somebody else has to mend. */
export interface Faults {
  /** Of images that were asked for, or of what they are built on. */
  asked: readonly ImageFault[];
  others: readonly ImageFault[];
}

/** A fault of every image of a flavour is one of the flavour. `sound` has images without a fault. */
export function foldFaults(
  faults: readonly ImageFault[],
  sound: readonly { flavour: { name: string } }[],
): ImageFault[] {
  const names = new Set(sound.map(({ flavour }) => flavour.name));
  return faults.map((fault) =>
    names.has(fault.flavour)
      ? fault
      : { flavour: fault.flavour, error: fault.error },
  );
}

/** Each error once, without those of images that are built on one of the others. */
export function listErrors(
  faults: readonly Pick<ImageFault, 'error'>[],
): BrickyardError[] {
  const roots = new Set<unknown>(faults.map(({ error }) => error));
  const told = faults.filter(({ error }) => !roots.has(error.cause));
  return [...new Map(told.map(({ error }) => [error.message, error])).values()];
}

/** All in one error; `undefined` when there are none. */
export function faultsError(
  faults: readonly Pick<ImageFault, 'error'>[],
): BrickyardError | undefined {
  const errors = listErrors(faults);
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first;
  const hints = new Set(errors.flatMap(({ hint }) => hint ?? []));
  return new BrickyardError(
    first.code,
    errors.map(({ message }) => message).join('\n'),
    {
      hint: hints.size > 0 ? [...hints].join('\n        ') : undefined,
      problems: errors.flatMap(({ problems }) => problems),
      cause: first,
    },
  );
}
