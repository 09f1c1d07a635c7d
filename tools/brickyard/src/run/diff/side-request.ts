import type { CredentialsFor } from '../../engine/engine';
import type { Contents } from '../../versioning/contents';
import type { Workspace } from '../../workspace/workspace';
import type { PreparedPlan } from '../plan/prepare-plan';
import type { SideLayers } from './layer-diff';
import type { ListSide } from './read-list-sides';

/** What reading what an image contains needs beside the services. */
export interface SideContext {
  workspace: Workspace;
  /** Paths of files are relative to it. */
  cwd: string;
  credentials: CredentialsFor;
  /** For what takes a while. */
  say: (text: string) => void;
  signal?: AbortSignal;
}

export interface SideRequest extends SideContext {
  /** Made once, and only when a side is a flavour. */
  plan: () => Promise<PreparedPlan>;
}

/** A side that exists, and can be read. */
export interface OpenSide {
  /** Of a flavour's image: `python@17.3-LTS`. */
  id?: string;
  /** Of a flavour's image: what locks and lists say of it, and whether more is known. */
  lists?: { isBuilt: boolean; side: ListSide };
  /** May take a container, or a download. */
  read: () => Contents | Promise<Contents>;
  /** Of an image. `undefined` where nobody tells of them, or this is a list. */
  readLayers?: () => Promise<SideLayers | undefined>;
}
