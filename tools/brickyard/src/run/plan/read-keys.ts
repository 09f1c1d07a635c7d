import { isInterrupt } from '../../errors';
import { type KeyedImage, keyImages } from '../../plan/key-images';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listDigests } from '../bases/list-digests';
import { type Bases, resolveBases } from '../bases/resolve-bases';
import type { Services } from '../shell/services';
import { readContexts } from './read-contexts';

/** Keys of images as their files stand, as far as they are known. */
export interface Keys {
  /** By image id. */
  known: ReadonlyMap<string, KeyedImage>;
  /** Base images whose digest nobody told, so that nothing on them has a key. */
  missingBases: readonly string[];
}

export interface KeyRequest {
  /** With all that they are built on, parents first. */
  images: readonly ResolvedImage[];
  workspace: Workspace;
  /** Bases that images.lock.json does not have are asked for there; of nobody when left out. */
  registry?: Services['registry'];
}

/** Reads files, and asks for digests of bases at most: no engine. */
export async function readKeys(request: KeyRequest): Promise<Keys> {
  const { images, workspace } = request;
  const [{ contexts }, bases] = await Promise.all([
    readContexts(images, workspace),
    findBases(request),
  ]);
  const digests = listDigests(bases);
  const keyed = keyImages(images, { contexts, digests });
  const known = new Map<string, KeyedImage>();
  for (const image of keyed) {
    const { id, externals, parents } = image;
    const isKnown =
      contexts.has(id) &&
      externals.every((external) => digests.has(external.image)) &&
      parents.every((parent) => known.has(parent.id));
    if (isKnown) known.set(id, image);
  }
  const missingBases = [...bases.keys()].filter((name) => !digests.has(name));
  return { known, missingBases };
}

/** A registry that does not answer in time has said nothing. */
async function findBases(request: KeyRequest): Promise<Bases> {
  const { images, workspace, registry } = request;
  const asked = { images, workspace, engineImages: [] };
  // What cannot be known is told by what follows from it.
  const warn = () => undefined;
  try {
    return await resolveBases(asked, { registry, warn });
  } catch (error) {
    if (!isInterrupt(error)) throw error;
    return resolveBases(asked, { warn });
  }
}
