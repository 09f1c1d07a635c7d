import type { KeyedImage } from '../../plan/key-images';
import type { PreparedPlan } from '../plan/prepare-plan';
import type { Testing } from '../test/image-tests-request';
import { runImages, type RunResult } from './run-images';

export interface ProvideContext extends Testing {
  prepared: PreparedPlan;
  onPlan: (prepared: PreparedPlan) => void;
  /** These are looked into later, in the container of their tests. */
  probesLater?: boolean;
}

/** Builds or pulls what the engine lacks of these; nothing when it has all. */
export async function provideImages(
  images: readonly KeyedImage[],
  {
    request,
    prepared,
    services,
    reporter,
    onPlan,
    probesLater,
  }: ProvideContext,
): Promise<RunResult | undefined> {
  const missing = images.filter(
    ({ id }) => prepared.found.get(id)?.place !== 'engine',
  );
  if (missing.length === 0) return undefined;
  const flavours = [...new Set(missing.map(({ flavour }) => flavour.name))];
  const build = {
    ...{ ...request, flavours, push: false, load: true },
    ...(probesLater && {
      withoutInventory: new Set(images.map(({ id }) => id)),
    }),
  };
  return runImages(build, services, reporter, onPlan);
}

/** Throws why an image is not there: what failed first, however far down. */
export function expectProvided(id: string, built: RunResult | undefined): void {
  const outcome = built?.outcomes.get(id);
  if (outcome?.state === 'failed') throw outcome.error;
  if (outcome?.state !== 'skipped') return;
  expectProvided(outcome.because, built);
  throw new Error(`${outcome.because} did not succeed`);
}
