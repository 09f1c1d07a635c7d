import type { CredentialsFor } from '../../engine/engine';
import type { LockKindName } from '../../lock/kind/lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';

export interface LockRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only locks for these lines; all of a flavour's when left out. */
  runtimes?: readonly string[];
  /** Only locks of these kinds; all when left out. */
  kinds?: readonly LockKindName[];
  /** Take the newest versions that fit. */
  upgrade?: boolean;
  /** For images that a flavour's own stage is built on. */
  parallel: number;
  environment: Readonly<Record<string, string | undefined>>;
  credentials: CredentialsFor;
  /** Never the same twice. */
  nonce: string;
  signal?: AbortSignal;
}

/** A flavour's locks of one kind for one line. They are written together, or none is. */
export interface LockTask {
  /** `python@17.3-LTS`, and `r@17.3-LTS.r` for another kind than Python. */
  id: string;
  kind: LockKindName;
  image: ResolvedImage;
  /** The stage `lock` that a kind may be resolved in; its flavour is the one whose Dockerfile has it. */
  stage?: ResolvedImage;
  line: string;
}
