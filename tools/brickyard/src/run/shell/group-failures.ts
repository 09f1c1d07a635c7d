import { type BrickyardError, renderError } from '../../errors';
import { RegistryError } from '../../registry/errors';

/** A question to a registry that was not answered. */
export interface RegistryFailure {
  registry: string;
  /** An image, or the name of a base. */
  subject: string;
  error: BrickyardError;
}

export interface FailureGroup {
  registry: string;
  /** `a, b, c and 197 more` */
  subjects: string;
  /** What a user should read, once for all of them. */
  text: string;
}

/** Names before the rest is counted. */
const MOST_NAMES = 3;

/** One for each registry and reason, in the order in which they came. */
export function groupFailures(
  failures: readonly RegistryFailure[],
): FailureGroup[] {
  const groups = new Map<string, Omit<RegistryFailure, 'subject'>>();
  const subjects = new Map<string, string[]>();
  for (const { registry, subject, error } of failures) {
    const key = `${registry} ${error.code} ${reasonOf(error)}`;
    if (!groups.has(key)) groups.set(key, { registry, error });
    subjects.set(key, [...(subjects.get(key) ?? []), subject]);
  }
  return [...groups].map(([key, { registry, error }]) => {
    const names = subjects.get(key) ?? [];
    const text = names.length === 1 ? renderError(error) : render(error);
    return { registry, subjects: listSome(names), text };
  });
}

/** Without what only one of them asked for. */
function render(error: BrickyardError): string {
  const whole = renderError(error);
  return whole.replace(error.message, () => reasonOf(error));
}

/** The same text for all that fail alike. */
export function reasonOf(error: BrickyardError): string {
  return error instanceof RegistryError ? error.reason : error.message;
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const hidden = names.length - MOST_NAMES;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}
