import type { BrokenFlavour, Flavour } from '../flavour/flavour';
import type { Runtime } from '../runtime/schema';
import type { ImagesLock } from './images-lock';
import type { Options } from './options';

/** Everything that is read from disk and environment before a plan is made. */
export interface Workspace {
  /** Absolute. */
  root: string;
  options: Options;
  runtimes: readonly Runtime[];
  flavours: readonly Flavour[];
  /** Folders that are meant as flavours, and why they are none. */
  broken: readonly BrokenFlavour[];
  lock: ImagesLock;
  /** Of the profile, as PEM: what build steps trust besides the public roots. */
  certificates: readonly string[];
}
