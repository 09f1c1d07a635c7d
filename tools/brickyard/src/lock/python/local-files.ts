import type { Problem } from '../../errors';

/** What a line of a requirements file names on disk. */
export interface LocalReference {
  /** `links` is a folder with many packages: `--find-links`. */
  kind: 'package' | 'links';
  /** The list, relative to the flavour's folder, and the line, 1-based. */
  list: string;
  line: number;
  /** As written: `./wheels/x.whl`. */
  written: string;
  /** Normalised; of a package, as far as the line or its file name tells. */
  name?: string;
  /** Whether the line says `name @` before it. */
  isNamed: boolean;
  /** Relative to the flavour's folder: `wheels/x.whl`, `wheels`. */
  path: string;
  /** `#sha256=…` */
  fragment: string;
}

/** A wheel or source archive in the flavour's folder. */
export interface LocalFile {
  /** Relative to the flavour's folder. */
  path: string;
  /** `sha256:…` of its content. */
  digest: string;
}

/** What requirements take from the flavour's own folder. */
export interface LocalFiles {
  references: readonly LocalReference[];
  /** All that a resolution may take, sorted by path: of a folder, every package in it. */
  files: readonly LocalFile[];
  /** What is named and cannot be taken. */
  problems: readonly Problem[];
}

export const noLocalFiles: LocalFiles = {
  references: [],
  files: [],
  problems: [],
};

/** Whether a file is a source archive, which is built to be installed. */
export function isSource({ path }: Pick<LocalFile, 'path'>): boolean {
  return !path.endsWith('.whl');
}

/** Folders that packages are looked for in. */
export function listLinkFolders({ references }: LocalFiles): string[] {
  const folders = references.flatMap(({ kind, path }) =>
    kind === 'links' ? [path] : [],
  );
  return [...new Set(folders)];
}

/** Packages that a list names by their source archive: they are built, since nothing else is there. */
export function listLocalSources({ references }: LocalFiles): string[] {
  return references.flatMap(({ kind, name, path }) =>
    kind === 'package' && name !== undefined && isSource({ path })
      ? [name]
      : [],
  );
}
