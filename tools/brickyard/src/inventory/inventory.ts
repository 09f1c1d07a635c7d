import type { ImportResult } from './probe-imports';
import type { SystemFacts } from './probe-system';

/** What an image contains. Every list is sorted, so that equal images have equal texts. */
export interface Inventory extends Partial<SystemFacts> {
  os: OperatingSystem | null;
  python: PythonEnvironment[];
  r: RInstallation | null;
  /** Installed Debian packages. */
  apt: Package[];
  /** Left out when no module was tried. */
  imports?: ImportResult[];
}

/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export interface OperatingSystem {
  /** `ubuntu` */
  id: string;
  /** `24.04` */
  version: string;
  /** `Ubuntu 24.04.3 LTS` */
  name: string;
}

export interface Package {
  name: string;
  version: string;
}

export interface PythonEnvironment {
  /** Its `sys.prefix`: `/databricks/python3`, `/usr`. */
  environment: string;
  version: string;
  /** `final`, or of a pre-release `candidate`, `beta`, `alpha`. */
  releaseLevel?: string;
  /** Version of the pip in its `bin`; null when there is none that could run. */
  pip?: string | null;
  /** Whether it takes the system's packages, too. */
  seesSystem?: boolean;
  /** Its own: what it sees of the system's is listed there. */
  packages: Package[];
}

export interface RInstallation {
  version: string;
  /** `CRAN=https://…`, with a comma between them; null without any. */
  repositories?: string | null;
  /** What R calls itself when it downloads. */
  httpUserAgent?: string | null;
  /** `.libPaths()`, in the order in which R looks. */
  libraries?: string[];
  packages: RPackage[];
}

export interface RPackage extends Package {
  /** Version of the R that it was built with. */
  built: string;
  /** The folder that holds it; one name may be in several. */
  library: string;
}
