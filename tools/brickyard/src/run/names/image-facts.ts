import type { ImageFacts } from '../../conformance/rule';
import type { Engine, EngineImage } from '../../engine/engine';

/** What rules are told of an image that the engine has; `reference` is what findings call it. */
export async function readImageFacts(
  reference: string,
  { id, config, labels, size, platform }: EngineImage,
  engine: Engine,
): Promise<ImageFacts> {
  const history = await engine.listHistory(id);
  return {
    ...{ reference, labels, size, history },
    platforms: platform === undefined ? [] : [platform],
    user: config?.user ?? '',
    entrypoint: config?.entrypoint ?? [],
    command: config?.command ?? [],
    environment: config?.environment ?? {},
  };
}
