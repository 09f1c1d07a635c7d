import type { KeyedImage } from '../../plan/key-images';
import type { PreparedPlan } from '../plan/prepare-plan';
import { makeRunPlan } from './plan-run';
import type { RunPlan } from './run-plan';
import type { RunRequest } from './run-request';
import type { RunResult } from './run-result';

export interface Provision {
  /** Images that the engine has to have. */
  images: readonly KeyedImage[];
  prepared: PreparedPlan;
  /** Their own container looks into them, and writes down what they contain. */
  probesLater?: boolean;
}

/** Builds or pulls what the engine lacks; `undefined` when it has all. */
export function planProvision(
  request: Omit<RunRequest, 'push' | 'load'>,
  { images, prepared, probesLater = false }: Provision,
): RunPlan | undefined {
  const ids = new Set(images.map(({ id }) => id));
  const isMissing = ({ id }: KeyedImage) =>
    ids.has(id) && prepared.found.get(id)?.place !== 'engine';
  if (!images.some(isMissing)) return undefined;
  const run = { ...request, push: false, load: true };
  return makeRunPlan(run, prepared, {
    isWanted: isMissing,
    push: false,
    load: true,
    isProbedLater: ({ id }) => probesLater && ids.has(id),
  });
}

/** Throws why an image is not there: what failed first, however far down. */
export function expectProvided(id: string, built: RunResult | undefined): void {
  const outcome = built?.outcomes.get(id);
  if (outcome?.state === 'failed') throw outcome.error;
  if (outcome?.state !== 'skipped') return;
  expectProvided(outcome.because, built);
  throw new Error(`${outcome.because} did not succeed`);
}
