import { isBrickyardError, type Place, renderPlace } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { openLocks } from '../locks/list-locks';
import type { Outcome } from '../shell/schedule';
import type { LockTask } from './lock-request';

/** A flavour that came to a line, and could not be locked for it. Its other lines are as they were. */
export interface LeftBehind {
  flavour: string;
  line: string;
  /** The first of the flavour's other lines. */
  other: string;
  /** Why, in the first words of each error. */
  reasons: string[];
  /** Lines of lists that are to blame. */
  places: Place[];
  /** A flavour below that could not be locked, or none. */
  below: string | null;
}

export interface LeftBehindRequest {
  tasks: readonly LockTask[];
  outcomes: ReadonlyMap<string, Outcome<unknown>>;
  all: readonly ResolvedImage[];
  workspace: Workspace;
}

/** Read from the files as they are after the run. A lock that was there before is no move. */
export function listLeftBehind(request: LeftBehindRequest): LeftBehind[] {
  const { tasks, outcomes, all: images, workspace } = request;
  const listLocks = openLocks({ images, workspace });
  const isMissing = ({ image, line, kind }: LockTask) =>
    listLocks(image, line).some(
      (lock) => lock.kind === kind && lock.text === undefined,
    );
  const found = new Map<string, LeftBehind>();
  for (const task of tasks) {
    const outcome = outcomes.get(task.id);
    const { image, line } = task;
    if (outcome === undefined || outcome.state === 'done') continue;
    const { runtimes } = image.flavour.definition;
    const other = runtimes.find((each) => each !== line);
    // A line that only a profile has is not where anybody moves.
    if (other === undefined || !runtimes.includes(line)) continue;
    if (!isMissing(task)) continue;
    const flavour = image.flavour.name;
    const id = `${flavour}@${line}`;
    const before = found.get(id) ?? {
      ...{ flavour, line, other, reasons: [], places: [], below: null },
    };
    found.set(id, { ...before, ...explain(before, outcome, tasks) });
  }
  return [...found.values()];
}

function explain(
  before: LeftBehind,
  outcome: Exclude<Outcome<unknown>, { state: 'done' }>,
  tasks: readonly LockTask[],
): Partial<LeftBehind> {
  if (outcome.state === 'skipped') {
    const below = tasks.find(({ id }) => id === outcome.because);
    return { below: below?.image.flavour.name ?? null };
  }
  const { error } = outcome;
  const problems = isBrickyardError(error) ? error.problems : [];
  const own = problems.flatMap(({ place }) => (place.line ? [place] : []));
  return {
    reasons: [...before.reasons, findReason(error, before)],
    places: [...before.places, ...own],
  };
}

/** The first sentence, without what the row says already; of a mere heading, the first problem below it. */
function findReason(error: unknown, { flavour, line }: LeftBehind): string {
  if (!isBrickyardError(error)) return String(error);
  const [first = ''] = error.message.split('\n');
  const [problem] = error.problems;
  const isPlaced =
    problem && first.startsWith(`${renderPlace(problem.place)}: `);
  if (problem && (isPlaced || first.endsWith(':'))) return problem.message;
  const [head, ...rest] = first.split(': ');
  const isHead = head?.includes(flavour) && head.endsWith(` for ${line}`);
  return isHead && rest.length > 0 ? rest.join(': ') : first;
}
