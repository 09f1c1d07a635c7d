import type { LockKind } from '../kind/lock-kind';
import { digestAptInputs, listMovedRequests } from './apt-inputs';
import type { AptLock } from './apt-lock';
import { parseAptPins } from './parse-apt-pins';
import { readAptLocks } from './read-apt-locks';

/** `apt_packages.txt` and every `<name>_apt_packages.txt`, resolved by apt in the line's base image. */
export const aptLocks: LockKind<AptLock> = {
  name: 'apt',
  extension: '.apt',
  isOptional: true,
  readLocks: readAptLocks,
  digestInputs: digestAptInputs,
  describeResolver: ({ line }) => `runtime ${line.name}`,
  listMovedInputs: listMovedRequests,
  listInputs: ({ flavour, sources, line, ancestors }) => [
    ...sources.map((source) => `${flavour.path}/${source}`),
    `the facts of ${line.name}`,
    ...ancestors.map((below) => `apt's packages of ${below.flavour.name}`),
  ],
  // What two lists ask for is there once.
  listPackages: (text) => [
    ...new Map(parseAptPins(text).map((pin) => [pin.name, pin])).values(),
  ],
};
