import type { EngineProbe } from './engine-probe';

/** A layer that `in-layers` has sorted packages into: its step, and its digest before compression. */
export interface PackageLayer {
  step: string;
  digest: string;
}

const ADDS_LAYER = /^(?:RUN|COPY|ADD|WORKDIR) /;
const TAKES_PACKAGES = /^COPY \/(?:layers|r)\//;

/** Of the image's own steps and of those below, the last one first. */
export async function listPackageLayers(
  engine: EngineProbe,
  image: string,
): Promise<PackageLayer[]> {
  const { layers } = await engine.inspect(image);
  const history = (await engine.history(image)) as { CreatedBy: string }[];
  const digests = [...layers].reverse();
  return history
    .filter(({ CreatedBy }) => ADDS_LAYER.test(CreatedBy))
    .map(({ CreatedBy }, at) => ({
      step: CreatedBy,
      digest: digests[at] ?? '',
    }))
    .filter(({ step }) => TAKES_PACKAGES.test(step));
}
