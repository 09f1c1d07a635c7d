/** A file or link of a build context, as it enters key and tar. */
export type ContextEntry = ContextFile | ContextLink;

export interface ContextFile {
  kind: 'file';
  /** Relative to the context's root, `/`-separated on every system. */
  path: string;
  /** The only bit of the mode that git keeps and that an image shows. */
  executable: boolean;
  /** Bytes. */
  size: number;
  /** `sha256:…` of the content. */
  digest: string;
  /** When the content was hashed: how a later change is noticed. Not content. */
  mtimeMs?: number;
  /** Set when the build itself adds the file: it is not on disk. */
  content?: string;
  /** Where it is on disk, absolute; when left out, below the context's folder. */
  from?: string;
}

export interface ContextLink {
  kind: 'link';
  path: string;
  /** As written in the link, `/`-separated. */
  target: string;
}

export function comparePaths(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
