import type { BrickyardError } from '../../errors';
import { foldFaults } from '../../plan/fault';
import { withParents } from '../../plan/order-images';
import { spreadFaults } from '../../plan/spread-faults';
import type { Selection } from './select-images';

/**
 * The selection without images that turn out to have a fault, and without what
 * is built on these or was needed by them alone.
 */
export function dropFaulty(
  { images, faults }: Selection,
  found: ReadonlyMap<string, BrickyardError>,
  flavours: readonly string[] | undefined,
): Selection {
  if (found.size === 0) return { images, faults };
  const spread = spreadFaults(images, { broken: new Map(), faults: found });
  const isAsked = ({ flavour }: { flavour: { name: string } }) =>
    flavours?.includes(flavour.name) ?? true;
  const asked = images.flatMap((image) => {
    const error = spread.get(image.id);
    if (error === undefined || !isAsked(image)) return [];
    return [{ flavour: image.flavour.name, id: image.id, error }];
  });
  const sound = images.filter(({ id }) => !spread.has(id));
  const all = [...faults.asked, ...asked];
  const wanted = new Set(sound.filter(isAsked).map(({ id }) => id));
  return {
    images: withParents(sound, wanted),
    faults: { ...faults, asked: foldFaults(all, sound) },
  };
}
