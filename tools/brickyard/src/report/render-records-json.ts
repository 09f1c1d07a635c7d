import { renderError } from '../errors';
import { renderJson } from '../outlet/printable';
import type { KeyedImage } from '../plan/key-images';
import type { Outcome } from '../run/shell/schedule';

/** The record of an image, made now or before. */
interface Recorded {
  record: object;
  reused: boolean;
  seconds: number;
}

interface Run {
  images: readonly KeyedImage[];
  outcomes: ReadonlyMap<string, Outcome<Recorded>>;
}

/** The records of these images, or why there is none, with `verdict`. */
export function renderRecordsJson(
  { images, outcomes }: Run,
  verdict: object,
): string {
  const entries = images.map(({ id, flavour, runtime, key }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'done') {
      const { record, reused, seconds } = outcome.result;
      return { ...record, reused, seconds };
    }
    const error =
      outcome?.state === 'failed' ? renderError(outcome.error) : 'not run';
    const named = { flavour: flavour.name, runtime: runtime.name, key };
    return { ...named, ...verdict, error };
  });
  return renderJson({ images: entries });
}
