import type { ContextUse, ImageUse } from './dockerfile';
import type { ParsedDockerfile, Stage } from './parsed-dockerfile';
import type { Scope, ScopeInputs } from './scope';

/** What one stage reads by itself. */
export interface StageUse {
  stage: Stage;
  fromScratch: boolean;
  /** Index of the stage that its FROM names. */
  base?: number;
  /** Indexes of the stages that COPY --from and mounts name. */
  sources: number[];
  images: ImageUse[];
  context: ContextUse[];
  secretIds: Set<string>;
  /** The variables and ARG names as they stand at its end. */
  scope: Scope;
}

export interface StageInputs extends ScopeInputs {
  parsed: ParsedDockerfile;
  globals: Scope;
}
