import type { CredentialsFor } from '../../engine/engine';
import type { Workspace } from '../../workspace/workspace';
import type { PreparedPlan } from '../plan/prepare-plan';

/** What reading a side needs beside the services. */
export interface SideRequest {
  workspace: Workspace;
  /** Paths of files are relative to it. */
  cwd: string;
  /** Made once, and only when a side is a flavour. */
  plan: () => Promise<PreparedPlan>;
  credentials: CredentialsFor;
  /** For what takes a while. */
  say: (text: string) => void;
  signal?: AbortSignal;
}
