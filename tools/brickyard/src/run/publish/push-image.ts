import type { CredentialsFor } from '../../engine/engine';
import { BrickyardError } from '../../errors';
import { keyTag } from '../../key/image-key';
import { labelNames } from '../../key/image-labels';
import type { KeyedImage } from '../../plan/key-images';
import { shortenHashes } from '../../shorten';
import type { Options } from '../../workspace/options';
import { fetchPublished, type Published } from '../names/fetch-published';
import {
  floatingTags,
  localName,
  publishedName,
  repositoryOf,
} from '../names/published-name';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { describeUpload } from './describe-upload';
import { followPush, type PushProgress } from './push-progress';

export interface PushContext {
  options: Options;
  channel?: string;
  credentials: CredentialsFor;
  reporter: Reporter;
  signal?: AbortSignal;
}

/** What stands in the registry after a push. */
export interface PushedImage {
  digest: string;
  /** Tags that name it, the immutable one first. */
  tags: string[];
  /** How many tags were written; 0 when everything was in place. */
  written: number;
  /** Known when the registry had to be read. */
  published?: Published;
}

/**
 * Publishes an image that the engine holds, or that the registry already has
 * (`digest`). The layers and the immutable tag go up through the engine; every
 * other tag is one manifest PUT, after that. Rejects TAG_CONFLICT.
 */
export async function pushImage(
  image: KeyedImage,
  digest: string | undefined,
  context: PushContext,
  services: Services,
): Promise<PushedImage> {
  const { options, channel } = context;
  const { registry } = services;
  const at = repositoryOf(image, options);
  const tag = keyTag(image.key);
  const present = digest ?? (await registry.headManifest(at, tag))?.digest;
  const { digest: held, states } =
    present === undefined
      ? await uploadImage(image, context, services)
      : { digest: present };

  const floating = floatingTags(image, channel);
  const heads = await Promise.all(
    floating.map((name) => registry.headManifest(at, name)),
  );
  const stale = floating.filter((_, index) => heads[index]?.digest !== held);
  const published =
    stale.length === 0 && states === undefined
      ? undefined
      : await readOwn(image, held, context, services);
  if (states !== undefined && published !== undefined) {
    const what = describeUpload(states, published.layers);
    context.reporter.line(image.id, `pushed ${shortenHashes(tag)}: ${what}`);
  }
  for (const name of stale) {
    if (published !== undefined)
      await registry.putManifest(at, name, published.manifest);
    context.reporter.line(
      image.id,
      `tagged ${publishedName(image, options, name)}`,
    );
  }
  const written = stale.length + (present === undefined ? 1 : 0);
  return { digest: held, tags: [tag, ...floating], written, published };
}

async function uploadImage(
  image: KeyedImage,
  context: PushContext,
  { engine }: Services,
): Promise<{ digest: string; states?: PushProgress['states'] }> {
  const { options, credentials, reporter, signal } = context;
  const tag = keyTag(image.key);
  const name = publishedName(image, options, tag);
  await engine.tagImage(localName(image, options, tag), name);
  const { report, states } = followPush(image.id, reporter);
  const { digest } = await engine.pushImage(
    name,
    await credentials(options.registry),
    report,
    signal,
  );
  return { digest, states };
}

/** A floating tag must never be moved to an image that only claims to be ours. */
export async function readOwn(
  image: KeyedImage,
  digest: string,
  { options }: Pick<PushContext, 'options'>,
  { registry }: Services,
): Promise<Published> {
  const name = publishedName(image, options, keyTag(image.key));
  const published = await fetchPublished(
    registry,
    repositoryOf(image, options),
    digest,
  );
  if (published?.labels[labelNames.key] === image.key) return published;
  throw new BrickyardError(
    'TAG_CONFLICT',
    `${name} exists with other content (${digest}): an immutable tag is never overwritten`,
    {
      hint: 'someone wrote that tag by hand: find out who, delete it in the registry, and push again',
    },
  );
}
