import type { ParsedDockerfile } from '../../dockerfile/parsed-dockerfile';
import type { BrickyardError, Place, Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { NotebookLanguage } from './guess-languages';

/** A folder with a Dockerfile, as it was found. */
export interface FoundFolder {
  /** Absolute. */
  folder: string;
  /** As messages name it: relative to where the command was called. */
  shown: string;
  /** The file in it that is to be its Dockerfile. */
  file: string;
}

/** Something of the folder that the flavour gets. Paths are `/`-separated. */
export interface FolderEntry {
  /** In the folder. */
  path: string;
  /** In the flavour. */
  target: string;
  /** As written, of a link. */
  link?: string;
  /** Bytes. */
  size: number;
}

/** Something of the folder that the flavour does not get. */
export interface LeftOut {
  path: string;
  /** `secrets of an environment`, `listed in .dockerignore` */
  why: string;
  /** It is left out for its name alone, so it stays where COPY names it. */
  isByName?: boolean;
}

export interface ReadFolder extends FoundFolder {
  dockerfile: ParsedDockerfile;
  dockerfileText: string;
  ignore: Flavour['ignore'];
  entries: readonly FolderEntry[];
  leftOut: readonly LeftOut[];
}

/** A line of the Dockerfile that becomes another one. */
export interface ChangedLine {
  line: number;
  from: string;
  to: string;
}

/** What a folder becomes. */
export interface Adoption {
  name: string;
  /** `packages/geo` */
  path: string;
  /** As messages name it. */
  from: string;
  /** It is a folder of `packages` already, so that nothing is copied. */
  isInPlace: boolean;
  base: { image: string } & Place;
  /** The flavour that it is built on. */
  parent?: string;
  runtimes: readonly string[];
  languages: readonly NotebookLanguage[];
  /** ARGs that keep the value that the file gives them. */
  args: Readonly<Record<string, string>>;
  changed: readonly ChangedLine[];
  leftOut: readonly LeftOut[];
  /** What to know about it, with file and line of the original. */
  notes: readonly Problem[];
  entries: readonly FolderEntry[];
  /** Absolute, where the entries are. */
  folder: string;
  /** Name → text, of the files that are written besides. */
  written: Readonly<Record<string, string>>;
}

/** A folder that stays what it is, and why. */
export interface RefusedFolder {
  from: string;
  error: BrickyardError;
}

export interface AdoptPlan {
  /** Parents first. */
  adoptions: readonly Adoption[];
  refusals: readonly RefusedFolder[];
  /** Folders in a folder that have no Dockerfile, or are flavours. */
  passedOver: readonly { from: string; why: string }[];
}
