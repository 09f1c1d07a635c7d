import { isBrickyardError } from '../../errors';
import type { MovedBase } from '../../plan/build-plan';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Registry } from '../../registry/registry';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { type External, isLockable, listExternals } from './list-externals';

/**
 * Locked bases of `images` whose tag has been moved since, sorted by name: one
 * HEAD each. A build does not need this. So a registry that does not answer in
 * time is left out without a warning.
 */
export async function findMovedBases(
  images: readonly ResolvedImage[],
  { lock, options }: Workspace,
  registry: Pick<Registry, 'headManifest'>,
): Promise<MovedBase[]> {
  const externals = listExternals(images, options.substitutes);
  const locked = new Map(
    externals.filter(isLockable).flatMap(({ reference }) => {
      const name = lockName(reference);
      const digest = lock[name];
      return digest === undefined ? [] : [[name, { reference, digest }]];
    }),
  );
  const moved = await Promise.all(
    [...locked].map(async ([image, { reference, digest }]) => {
      const current = await findCurrent(reference, registry);
      return current === undefined || current === digest
        ? []
        : [{ image, locked: digest, current }];
    }),
  );
  return moved.flat().sort((a, b) => (a.image < b.image ? -1 : 1));
}

async function findCurrent(
  reference: External['reference'],
  registry: Pick<Registry, 'headManifest'>,
): Promise<string | undefined> {
  try {
    const tag = reference.tag ?? 'latest';
    return (await registry.headManifest(reference, tag))?.digest;
  } catch (error) {
    if (isBrickyardError(error)) return undefined;
    throw error;
  }
}
