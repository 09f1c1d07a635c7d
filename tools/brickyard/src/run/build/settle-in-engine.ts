import type { CredentialsFor } from '../../engine/engine';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { engineNames, localTags, publishedName } from '../names/published-name';
import type { PreparedPlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import { tellRepeat } from '../shell/tell-repeat';

export interface SettleContext {
  prepared: Pick<PreparedPlan, 'found' | 'engineImages'>;
  options: Options;
  /** Pull what only the registry has. */
  load?: boolean;
  credentials: CredentialsFor;
  signal?: AbortSignal;
}

/**
 * Lets the engine's `latest` and runtime tags name a reused image, as they
 * would after building it: `docker build .` by hand and a switched branch find
 * the right parent.
 */
export async function settleInEngine(
  image: KeyedImage,
  context: SettleContext,
  services: Services,
): Promise<void> {
  const { prepared, options } = context;
  const tag = keyTag(image.key);
  const isHeld = prepared.found.get(image.id)?.place === 'engine';
  if (!isHeld && !context.load) return;
  if (!isHeld) await pull(image, context, services);
  const names = engineNames(image, options);
  const held = prepared.engineImages.find(({ tags }) =>
    names.some((name) => tags.includes(name)),
  );
  // By name: where containerd keeps images, an id is gone with its last tag.
  const source =
    names.find((name) => held?.tags.includes(name)) ??
    publishedName(image, options, tag);
  const wanted = localTags(image, options).filter(
    (name) => !held?.tags.includes(name),
  );
  for (const name of wanted) await services.engine.tagImage(source, name);
}

async function pull(
  image: KeyedImage,
  context: SettleContext,
  { engine, warn }: Services,
): Promise<void> {
  const { options, credentials, signal } = context;
  const name = publishedName(image, options, keyTag(image.key));
  await engine.pullImage(
    name,
    await credentials(options.registry),
    tellRepeat(warn),
    signal,
  );
}
