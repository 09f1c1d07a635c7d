import type { ContextEntry } from '../context/context-entry';
import { computeKey } from '../key/image-key';
import { imageParts } from '../key/image-parts';
import type { KeyPart } from '../key/key-part';
import type { ResolvedImage } from './resolve-image';

/** Databricks runs no other. */
export const platform = 'linux/amd64';

/** An image with its key: what is looked up, planned and built. */
export interface KeyedImage extends ResolvedImage {
  context: readonly ContextEntry[];
  parts: readonly KeyPart[];
  key: string;
}

export interface KeyFacts {
  /** Context by image id. */
  contexts: ReadonlyMap<string, readonly ContextEntry[]>;
  /** Digest by external reference, as the Dockerfile writes it. */
  digests: ReadonlyMap<string, string>;
}

/** Stands for a base whose digest is unknown; no image has such a key. */
export const unresolvedDigest = 'unresolved';

/** `images` in order, parents first. */
export function keyImages(
  images: readonly ResolvedImage[],
  facts: KeyFacts,
): KeyedImage[] {
  const keys = new Map<string, string>();
  return images.map((image) => {
    const context = facts.contexts.get(image.id) ?? [];
    const parts = imageParts({
      dockerfile: image.flavour.dockerfileText,
      context,
      target: image.flavour.definition.target,
      buildArgs: image.buildArgs,
      platform,
      runtime: image.runtime.name,
      bases: digestsOf(image, facts, (kind) => kind !== 'syntax'),
      syntax: digestsOf(image, facts, (kind) => kind === 'syntax'),
      parents: new Map(
        image.parents.map(({ flavour, id }) => [flavour, keys.get(id) ?? '']),
      ),
      secretIds: image.use.secretIds,
    });
    const key = computeKey(parts);
    keys.set(image.id, key);
    return { ...image, context, parts, key };
  });
}

function digestsOf(
  image: ResolvedImage,
  { digests }: KeyFacts,
  isWanted: (kind: string) => boolean,
): Map<string, string> {
  const uses = image.externals.filter(({ kind }) => isWanted(kind));
  return new Map(
    uses.map(({ image: name }) => [
      name,
      digests.get(name) ?? unresolvedDigest,
    ]),
  );
}
