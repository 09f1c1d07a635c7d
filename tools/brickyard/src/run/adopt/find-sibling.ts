import { recognizeBase } from './recognize-base';
import { splitImage } from './split-image';

export interface Siblings {
  /** Names of the flavours that this run makes. */
  names: readonly string[];
  /** The one that asks, which cannot be its own base. */
  own: string;
  localNamespace: string;
}

/**
 * The flavour of this run that an image is: by the last part of its name
 * (`acme.azurecr.io/data/base:1`), or by its tag (`acme/databricks:base`).
 * Images that are known to be somebody else's are none.
 */
export function findSibling(
  image: string,
  { names, own, localNamespace }: Siblings,
): string | undefined {
  const { kind } = recognizeBase(image, localNamespace);
  if (kind !== 'unknown' && kind !== 'official') return undefined;
  const { last, tag } = splitImage(image);
  const others = names.filter((name) => name !== own);
  // `python:3.12` is Docker Hub's, whatever folders are called.
  if (kind === 'official')
    return tag === 'latest' && others.includes(last) ? last : undefined;
  if (others.includes(last)) return last;
  return others.includes(tag) ? tag : undefined;
}
