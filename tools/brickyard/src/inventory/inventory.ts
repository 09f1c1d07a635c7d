import type { EnvironmentFacts } from './probe-environment';
import type { FileFacts } from './probe-files';
import type { ImportResult } from './probe-imports';
import type { Jar } from './probe-jars';
import type { SystemFacts } from './probe-system';

/**
 * What an image contains. Every list is sorted, so that equal images have equal
 * texts. What a probe could not tell, for want of a tool in the image, is left out.
 */
export interface Inventory extends Partial<
  SystemFacts & EnvironmentFacts & FileFacts
> {
  os: OperatingSystem | null;
  python: PythonEnvironment[];
  r: RInstallation | null;
  /** Installed Debian packages. */
  apt: Package[];
  jars?: Jar[];
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
  /** Bytes of its files; of Debian's and Python's, what they say of themselves. */
  size?: number;
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
  /** A text for each requirement of these packages that is not met. */
  unmet?: readonly string[];
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
