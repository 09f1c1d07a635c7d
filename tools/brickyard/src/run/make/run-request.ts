import type { CredentialsFor } from '../../engine/engine';
import type { Workspace } from '../../workspace/workspace';

export interface RunRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only images for these runtime lines. */
  runtimes?: readonly string[];
  /** Publish what was built or found. */
  push: boolean;
  /** Publish under `<channel>-…` and leave floating tags alone. */
  channel?: string;
  /** Bring images that only the registry has into the engine. */
  load?: boolean;
  /** Images built at once. */
  parallel: number;
  environment: Readonly<Record<string, string | undefined>>;
  credentials: CredentialsFor;
  signal?: AbortSignal;
}
