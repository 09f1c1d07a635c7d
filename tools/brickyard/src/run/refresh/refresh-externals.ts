import type { Flavour } from '../../flavour/flavour';
import { lockStage } from '../../lock/lock-paths';
import type { Workspace } from '../../workspace/workspace';
import { type External, listExternals } from '../bases/list-externals';
import { isLocked } from '../locks/list-locks';
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

/** The flavour as its lock is made, if it has one. */
function lockedFlavour(flavour: Flavour): Flavour {
  const definition = { ...flavour.definition, target: lockStage };
  return isLocked(flavour) ? { ...flavour, definition } : flavour;
}
