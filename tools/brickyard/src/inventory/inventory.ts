import type { Jar } from '../ecosystems/jar/probe-jars';
import type { Package } from '../ecosystems/package';
import type { PythonEnvironment } from '../ecosystems/python/probe-python';
import type { RInstallation, RPackage } from '../ecosystems/r/probe-r';
import type { OperatingSystem } from '../ecosystems/system/probe-os';
import type { EnvironmentFacts } from './probe-environment';
import type { FileFacts } from './probe-files';
import type { ImportResult } from './probe-imports';
import type { SystemFacts } from './probe-system';

export type {
  OperatingSystem,
  Package,
  PythonEnvironment,
  RInstallation,
  RPackage,
};

/**
 * What an image contains. Every list is sorted, so that equal images have equal
 * texts. Where the image lacks the tool that would tell, a field is left out.
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
  /** Left out when the probe tried no module. */
  imports?: ImportResult[];
}
