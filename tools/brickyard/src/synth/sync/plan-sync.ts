import { type Problem, problemsError, renderPlace } from '../../errors';
import type { GeneratedFile } from '../model/generated-file';
import { compareFile } from './compare-file';

/** What `nx sync` should do, and why. */
export interface SyncPlan {
  /** Path → text; `undefined` for a file that is removed. */
  changes: ReadonlyMap<string, string | undefined>;
  /** A line for each change. */
  details: readonly string[];
}

const hint = `to keep an edit, make it in image.ts or in the options of nx.json. To get the generated text back, delete the file
  (in README.md, the lines between the marks) and run npx nx sync. With ci.skip and ci.providers a file is yours alone`;

/**
 * `read` returns the text at a path. Throws GENERATED_EDITED where a person edited a
 * generated text; then nothing at all is written.
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
