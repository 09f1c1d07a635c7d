import type { CredentialsFor } from '../../engine/engine';
import { BrickyardError, isBrickyardError, isReportable } from '../../errors';
import { keyTag } from '../../key/image-key';
import { labelNames } from '../../key/image-labels';
import type { KeyedImage } from '../../plan/key-images';
import type { Repository } from '../../registry/registry';
import { repositoryHint } from '../../registry/repository-hint';
import { shortenHashes } from '../../shorten';
import type { Options } from '../../workspace/options';
import {
  fetchPublished,
  type Published,
  type PublishedLayer,
} from '../names/fetch-published';
import {
  localName,
  publishedName,
  publishedTags,
  repositoryOf,
} from '../names/published-name';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { describeDownload, describeUpload } from './describe-upload';
import { followPush, type PushProgress } from './push-progress';

export interface PushContext {
  options: Options;
  channel?: string;
  credentials: CredentialsFor;
  reporter: Reporter;
  signal?: AbortSignal;
}

/** Tags that a rule of the registry makes immutable. */
export interface UnmovedTags {
  tags: string[];
  /** REGISTRY_TAG_IMMUTABLE, of the first. */
  reason: BrickyardError;
}

/** What stands in the registry after a push. */
export interface PushedImage {
  digest: string;
  /** Tags that name it, the immutable one first. */
  tags: string[];
  /** Floating tags that the registry keeps at another image. */
  unmoved?: UnmovedTags;
  /** How many tags were written; 0 when everything was in place. */
  written: number;
  /** Known when the registry had to be read. */
  published?: Published;
}

/**
 * Publishes an image that the engine holds, or that the registry already has
 * (`digest`). The layers and the immutable tag go up through the engine; every
 * other tag is one manifest PUT, after that. Where the registry does not let a
 * tag move, the image counts as published. Rejects TAG_CONFLICT.
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

  const floating = publishedTags(image, options, channel);
  const heads = await Promise.all(
    floating.map((name) => registry.headManifest(at, name)),
  );
  const stale = floating.filter((_, index) => heads[index]?.digest !== held);
  const published =
    stale.length === 0 && states === undefined
      ? undefined
      : await readOwn(image, held, context, services);
  if (states !== undefined && published !== undefined) {
    const last = heads.find((head) => head && head.digest !== held)?.digest;
    const layers = last && (await fetchLayers(at, last, services));
    const what = describeUpload(states, published.layers);
    const cost = layers
      ? `; ${describeDownload(published.layers, layers)}`
      : '';
    const told = `pushed ${shortenHashes(tag)}: ${what}${cost}`;
    context.reporter.line(image.id, told);
  }
  const unmoved =
    published &&
    (await tagImage(image, { stale, published }, context, services));
  const isMoved = (name: string) => !unmoved?.tags.includes(name);
  const written =
    (present === undefined ? 1 : 0) + stale.filter(isMoved).length;
  const tags = [tag, ...floating.filter(isMoved)];
  return { digest: held, tags, written, published, unmoved };
}

/** Of the image that a tag has named until now; whatever that is, the push is done. */
async function fetchLayers(
  at: Repository,
  digest: string,
  { registry }: Services,
): Promise<PublishedLayer[] | undefined> {
  const published = await fetchPublished(registry, at, digest).catch(
    ignoreReportable,
  );
  return published?.layers;
}

/** Tags that the registry keeps where they are, if any. */
async function tagImage(
  image: KeyedImage,
  { stale, published }: { stale: readonly string[]; published: Published },
  { options, reporter }: PushContext,
  { registry }: Services,
): Promise<UnmovedTags | undefined> {
  const at = repositoryOf(image, options);
  const tags: string[] = [];
  let reason: BrickyardError | undefined;
  for (const name of stale) {
    try {
      await registry.moveTag(at, name, published.manifest);
      const tagged = publishedName(image, options, name);
      reporter.line(image.id, `tagged ${tagged}`);
    } catch (error) {
      if (!isImmutable(error)) throw error;
      reason ??= error;
      tags.push(name);
    }
  }
  return reason && { tags, reason };
}

function isImmutable(error: unknown): error is BrickyardError {
  return isBrickyardError(error) && error.code === 'REGISTRY_TAG_IMMUTABLE';
}

/** What a push has sent; without states where somebody else was faster. */
interface Upload {
  digest: string;
  states?: PushProgress['states'];
}

async function uploadImage(
  image: KeyedImage,
  context: PushContext,
  services: Services,
): Promise<Upload> {
  const { engine } = services;
  const { options, credentials, reporter, signal } = context;
  const at = repositoryOf(image, options);
  const tag = keyTag(image.key);
  const name = publishedName(image, options, tag);
  await engine.tagImage(localName(image, options, tag), name);
  const { report, states } = followPush(image.id, reporter);
  const login = await credentials(options.registry);
  const askRegistry = () => services.registry.checkWritable(at);
  const pushing = { signal, askRegistry };
  try {
    const { digest } = await engine.pushImage(name, login, report, pushing);
    return { digest, states };
  } catch (error) {
    return { digest: await settleFailure(error, image, context, services) };
  }
}

/**
 * Somebody else was faster where tags are immutable: the image is there. An
 * upload whose answer got lost and that the engine repeats ends so, too.
 */
async function settleFailure(
  error: unknown,
  image: KeyedImage,
  { options }: PushContext,
  { registry }: Services,
): Promise<string> {
  if (!isReportable(error)) throw error;
  const at = repositoryOf(image, options);
  const tag = keyTag(image.key);
  const isTaken = /immutab|already exists.*overwritten/i.test(error.message);
  const head = isTaken ? await registry.headManifest(at, tag) : undefined;
  if (head !== undefined) return head.digest;
  const missing = await registry
    .findMissingRepository(at, tag)
    .catch(ignoreReportable); // What the engine said is worth more.
  throw explainMissing(error, missing, at);
}

function ignoreReportable(error: unknown): undefined {
  if (!isReportable(error)) throw error;
}

/** The engine knows of no repository that has to be made; ECR even cuts its connection. */
function explainMissing(
  error: BrickyardError,
  missing: BrickyardError | undefined,
  { registry, repository }: Repository,
): BrickyardError {
  if (missing === undefined && error.code !== 'REGISTRY_NAME_UNKNOWN')
    return error;
  const hint = missing?.hint ?? repositoryHint(registry, repository);
  const details = { cause: error, hint };
  return new BrickyardError('REGISTRY_NAME_UNKNOWN', error.message, details);
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
