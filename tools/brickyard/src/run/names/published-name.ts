import { keyTag } from '../../key/image-key';
import type { ImageTarget } from '../../plan/image-target';
import type { Repository } from '../../registry/registry';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Options } from '../../workspace/options';

/** Where an image is published. */
export function repositoryOf(
  { flavour }: ImageTarget,
  options: Options,
): Repository {
  const { registry, namespace } = options;
  return { registry, repository: `${namespace}/${flavour.name}` };
}

/** `127.0.0.1:5000/brickyard/python:k-…` as an engine takes it. */
export function publishedName(
  image: ImageTarget,
  options: Options,
  tag: string,
): string {
  const { registry, repository } = repositoryOf(image, options);
  return `${registry}/${repository}:${tag}`;
}

/** `brickyard/python:latest`: how this engine, and a Dockerfile's FROM, name it. */
export function localName(
  { flavour }: ImageTarget,
  options: Options,
  tag: string,
): string {
  return `${options.localNamespace}/${flavour.name}:${tag}`;
}

/** Tags that move with the flavour: its runtime's, and `latest` for the first. */
export function floatingTags(image: ImageTarget, channel?: string): string[] {
  const tag = runtimeTag(image.runtime);
  if (channel !== undefined) return [`${channel}-${tag}`];
  return image.isFirst ? [tag, 'latest'] : [tag];
}

/** Those of them that a push writes: none where the registry's tags are immutable. */
export function publishedTags(
  image: ImageTarget,
  { floatingTags: areWanted }: Pick<Options, 'floatingTags'>,
  channel?: string,
): string[] {
  return areWanted ? floatingTags(image, channel) : [];
}

/** An image whose key is known. */
type Keyed = ImageTarget & { key: string };

/** What an engine may know an image by: built here, or pulled. */
export function engineNames(image: Keyed, options: Options): string[] {
  const tag = keyTag(image.key);
  return [localName(image, options, tag), publishedName(image, options, tag)];
}

/** The local names of a flavour's current image, by key first. */
export function localTags(image: Keyed, options: Options): string[] {
  const tags = [keyTag(image.key), ...floatingTags(image)];
  return tags.map((tag) => localName(image, options, tag));
}
