import type { CredentialsFor } from '../../engine/engine';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';

export interface LockRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only locks for these lines; all of a flavour's when left out. */
  runtimes?: readonly string[];
  /** Take the newest versions that fit. */
  upgrade?: boolean;
  /** For images below that have to be built. */
  parallel: number;
  environment: Readonly<Record<string, string | undefined>>;
  credentials: CredentialsFor;
  /** Never the same twice. */
  nonce: string;
  signal?: AbortSignal;
}

/** A flavour's locks for one line, resolved in one of its images. */
export interface LockTask {
  /** `python@17.3-LTS` */
  id: string;
  image: ResolvedImage;
  /** The same flavour as far as its stage `lock` goes. */
  stage: ResolvedImage;
  line: string;
}
