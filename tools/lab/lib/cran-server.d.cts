export interface FolderServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  readonly onRequest?: (method: string, path: string, status: number) => void;
}

/** Serves a folder's files on 127.0.0.1. */
export function serveFolder(
  folder: string,
  options?: ServeOptions,
): Promise<FolderServer>;
