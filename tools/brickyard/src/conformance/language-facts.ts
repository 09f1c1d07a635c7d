import type { PythonEnvironment, RInstallation } from '../inventory/inventory';

export interface PythonFacts extends PythonEnvironment {
  /** `final`, `candidate`, `beta`, `alpha`: sys.version_info. */
  releaseLevel?: string;
  /** Version that its own pip tells; null without one. */
  pip?: string | null;
  /** What `pip check` would say: one text for each requirement that is not met. */
  unmet?: readonly string[];
}

export interface RFacts extends RInstallation {
  /** What `getOption("repos")` holds, as text. */
  repositories?: string | null;
  httpUserAgent?: string | null;
}

export interface ImportFact {
  environment: string;
  module: string;
  ok: boolean;
  version?: string | null;
  /** The last line of the error. */
  problem: string | null;
}

/** What rules about Python and R ask an inventory for. */
export interface LanguageFacts {
  python: PythonFacts[];
  r: RFacts | null;
  /** Left out when nothing was tried. */
  imports?: ImportFact[];
}
