import type { ParsedDockerfile } from '../dockerfile/parsed-dockerfile';
import type { BrickyardError } from '../errors';
import type { ImageDefinition } from './image-definition';

/** A folder `packages/<name>` that describes a cluster image. */
export interface Flavour {
  /** The folder's name; also the project's and the image's. */
  name: string;
  /** Absolute. */
  folder: string;
  /** As messages show it: `packages/python`. */
  path: string;
  description: string;
  definition: ImageDefinition;
  dockerfile: ParsedDockerfile;
  dockerfileText: string;
  /** The `.dockerignore` that applies; `file` as messages show it. */
  ignore?: { file: string; text: string };
}

/** A folder that is meant as a flavour, and is none as it stands. */
export interface BrokenFlavour {
  /** The folder's name. */
  name: string;
  path: string;
  error: BrickyardError;
}
