import { parseReference } from '../../reference/parse-reference';
import { recognizeBase } from './recognize-base';

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
  const parsed = tryParse(image);
  if (parsed === undefined) return undefined;
  const { repository, tag = 'latest' } = parsed;
  const last = repository.split('/').at(-1) ?? '';
  const others = names.filter((name) => name !== own);
  // `python:3.12` is Docker Hub's, whatever folders are called.
  if (kind === 'official')
    return tag === 'latest' && others.includes(last) ? last : undefined;
  if (others.includes(last)) return last;
  return others.includes(tag) ? tag : undefined;
}

function tryParse(image: string) {
  try {
    return parseReference(image);
  } catch {
    return undefined;
  }
}
