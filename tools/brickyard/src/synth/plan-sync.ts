import { type Problem, problemsError, renderPlace } from '../errors';
import { compareFile } from './compare-file';
import type { GeneratedFile } from './generated-file';

/** What `nx sync` is to do, and why. */
export interface SyncPlan {
  /** Path → text; nothing for a file that goes. */
  changes: ReadonlyMap<string, string | undefined>;
  /** A line for each of them. */
  details: readonly string[];
}

const hint = `an edit that is to stay belongs into image.ts or into the options of nx.json. For what is generated in its place,
  delete the file (in README.md, the lines between the marks) and run npx nx sync. ci.skip and ci.providers leave files to you`;

/**
 * `read` gives what stands at a path. Throws GENERATED_EDITED when people have
 * edited what is generated: nothing at all is written then.
 */
export function planSync(
  files: readonly GeneratedFile[],
  read: (path: string) => string | undefined,
): SyncPlan {
  const changes = new Map<string, string | undefined>();
  const found: Problem[] = [];
  const kept: Problem[] = [];
  for (const file of files) {
    const state = compareFile(file, read(file.path));
    if (state.kind === 'same') continue;
    if (state.kind === 'keep') {
      kept.push(state.problem);
      continue;
    }
    const text = state.kind === 'write' ? state.text : undefined;
    changes.set(file.path, text);
    found.push(state.problem);
  }
  if (kept.length > 0)
    throw problemsError('GENERATED_EDITED', [...kept, ...found], hint);
  return { changes, details: found.map(renderProblem) };
}

function renderProblem({ place, message }: Problem): string {
  return `${renderPlace(place)}: ${message}`;
}
