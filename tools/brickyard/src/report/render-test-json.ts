import { renderError } from '../errors';
import type { TestRun } from '../run/run-image-tests';

/** The records of these images, or why there is none. */
export function renderTestJson({ images, outcomes }: TestRun): string {
  const entries = images.map(({ id, flavour, runtime, key }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'done') {
      const { record, reused, seconds } = outcome.result;
      return { ...record, reused, seconds };
    }
    const error =
      outcome?.state === 'failed' ? renderError(outcome.error) : 'not run';
    const named = { flavour: flavour.name, runtime: runtime.name, key };
    return { ...named, passed: false, error };
  });
  return JSON.stringify({ images: entries }, null, 2);
}
