import type { SystemFacts } from './probe-system';

/** What an image contains. Every list is sorted, so that equal images have equal texts. */
export interface Inventory extends Partial<SystemFacts> {
  os: OperatingSystem | null;
  python: PythonEnvironment[];
  r: RInstallation | null;
  /** Installed Debian packages. */
  apt: Package[];
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
  /** Its own: what it sees of the system's is listed there. */
  packages: Package[];
}

export interface RInstallation {
  version: string;
  packages: RPackage[];
}

export interface RPackage extends Package {
  /** Version of the R that it was built with. */
  built: string;
  /** The folder that holds it; one name may be in several. */
  library: string;
}
