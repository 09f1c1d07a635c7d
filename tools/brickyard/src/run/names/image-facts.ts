import type { ImageFacts } from '../../conformance/rule';
import type { Engine, EngineImage } from '../../engine/engine';

/** What rules know about an image in the engine; findings call it `reference`. */
export async function readImageFacts(
  reference: string,
  { id, config, labels, platform }: EngineImage,
  engine: Engine,
): Promise<ImageFacts> {
  const history = await engine.listHistory(id);
  const size = (await engine.measureImage(id)) ?? 0;
  return {
    ...{ reference, labels, size, history },
    platforms: platform === undefined ? [] : [platform],
    user: config?.user ?? '',
    entrypoint: config?.entrypoint ?? [],
    command: config?.command ?? [],
    environment: config?.environment ?? {},
  };
}
