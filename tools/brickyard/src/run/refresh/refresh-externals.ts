import type { Flavour } from '../../flavour/flavour';
import { hasLockStage, lockStage } from '../../lock/kind/lock-owner';
import type { Workspace } from '../../workspace/workspace';
import { type External, listExternals } from '../bases/list-externals';
import { selectImages } from '../plan/select-images';

/**
 * Everything from elsewhere that flavours may be built on: for the runtimes
 * that they list as for those that the profile puts in their place, so that a
 * refresh in one place keeps what another place needs; and for `nx lock`.
 */
export function listAllExternals(
  workspace: Workspace,
  flavours?: readonly string[],
): External[] {
  const { options } = workspace;
  const places = [
    workspace,
    { ...workspace, options: { ...options, runtime: undefined } },
  ];
  const builds = places.flatMap((place) => [
    place,
    { ...place, flavours: place.flavours.map(lockedFlavour) },
  ]);
  const images = builds.flatMap((build) => selectImages(build, flavours));
  return listExternals(images, options.substitutes);
}

/** The flavour as locks are made in it, if they are. */
function lockedFlavour(flavour: Flavour): Flavour {
  const definition = { ...flavour.definition, target: lockStage };
  return hasLockStage(flavour) ? { ...flavour, definition } : flavour;
}
