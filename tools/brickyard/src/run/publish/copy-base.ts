import { isReportable } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import { parseReference } from '../../reference/parse-reference';
import type { Repository } from '../../registry/registry';
import { renderSize } from '../../render-size';
import type { Options } from '../../workspace/options';
import { externalBase } from '../bases/external-base';
import type { Bases } from '../bases/resolve-bases';
import { fetchForPlatform } from '../names/fetch-for-platform';
import type { PublishedLayer } from '../names/fetch-published';
import { sumSizes } from '../names/find-missing-layers';
import { repositoryOf } from '../names/published-name';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';

/** Bytes. A layer is held in memory, so that the engine uploads larger ones itself. */
const LARGEST = 256e6;

export interface CopyContext {
  bases: Bases;
  options: Options;
  reporter: Reporter;
  services: Pick<Services, 'engine' | 'registry'>;
  /** Of one run: where the first image on a base has its layers, by the base's reference. */
  copies: Map<string, Promise<Repository>>;
}

/**
 * Copies the layers of the base of an image to where that will be published. An engine
 * without containerd's store keeps no layer as it was pulled: it would compress those
 * of a base anew, to other bytes, and a machine that pulled the base would not find
 * them in the registry. It finds these. Images of one run get the layers of a base
 * once. Whatever cannot be copied is left to the engine.
 */
export async function copyBase(
  image: KeyedImage,
  context: CopyContext,
): Promise<void> {
  const base = findForeign(image, context);
  if (base === undefined) return;
  const { options, copies } = context;
  const to = repositoryOf(image, options);
  const before = copies.get(base);
  const copied = copyLayers({ base, to, before, image }, context);
  const place = () => to;
  if (before === undefined) copies.set(base, copied.then(place, place));
  await copied;
}

/** The image that one starts from, where another registry has it. */
function findForeign(
  image: KeyedImage,
  { bases, options }: CopyContext,
): string | undefined {
  const name = externalBase(image);
  const base = name === undefined ? undefined : bases.get(name);
  if (base?.digest === undefined) return undefined;
  const { registry } = parseReference(base.reference);
  return registry === options.registry ? undefined : base.reference;
}

interface Copy {
  base: string;
  to: Repository;
  /** Where another image of this run has got them. */
  before?: Promise<Repository>;
  image: KeyedImage;
}

async function copyLayers(
  { base, to, before, image }: Copy,
  { services, reporter }: CopyContext,
): Promise<void> {
  const { engine, registry } = services;
  try {
    if (await engine.hasContainerdStore()) return;
    const from = parseReference(base);
    const reference = from.digest ?? '';
    const found = await fetchForPlatform(registry, from, reference);
    const sibling = await before;
    const copied: PublishedLayer[] = [];
    for (const layer of found?.layers ?? []) {
      const { digest, size } = layer;
      if (size > LARGEST || (await registry.hasBlob(to, digest))) continue;
      if (await isMounted(digest, { to, sibling }, services)) continue;
      const bytes = await registry.getBlob(from, digest);
      if (bytes === undefined) continue;
      await registry.uploadBlob(to, bytes);
      copied.push(layer);
    }
    if (copied.length === 0) return;
    const what = copied.length === 1 ? '1 layer' : `${copied.length} layers`;
    const source = `${from.registry}/${from.repository}`;
    const told = `copied ${what} of ${source} (${renderSize(sumSizes(copied))})`;
    reporter.line(image.id, told);
  } catch (error) {
    if (!isReportable(error)) throw error;
  }
}

async function isMounted(
  digest: string,
  { to, sibling }: { to: Repository; sibling?: Repository },
  { registry }: Pick<Services, 'registry'>,
): Promise<boolean> {
  if (sibling === undefined || sibling.repository === to.repository)
    return false;
  return registry.mountBlob(to, digest, sibling.repository);
}
