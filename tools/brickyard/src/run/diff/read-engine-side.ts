import type { Contents } from '../../versioning/contents';
import { contentsOf } from '../../versioning/list-groups';
import type { Services } from '../shell/services';
import type { SideContext } from './side-request';

/** Looks into an image that the engine has, in one container. */
export async function readEngineSide(
  name: string,
  image: string,
  { say, signal }: SideContext,
  { engine }: Services,
): Promise<Contents> {
  // A file against a file needs none of it.
  const { collectInventory } = await import('../../inventory/collect');
  say(`${name}: looking into it in a container`);
  const inventory = await collectInventory(engine, image, signal);
  return {
    ...contentsOf(inventory),
    name,
    source: "the engine's image",
    size: (await engine.measureImage(image)) ?? null,
  };
}
