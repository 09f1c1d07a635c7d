import { oncePer } from '../once-per';
import { chooseBioconductor } from './bioconductor';
import type { Runtime } from './schema';

type BuildArgs = Readonly<Record<string, string>>;

/**
 * What a Dockerfile may declare with ARG; only what the line knows. Once for each
 * line: a workspace may build a thousand images for one.
 */
export const runtimeBuildArgs = oncePer(listBuildArgs);

function listBuildArgs(runtime: Runtime): BuildArgs {
  const { python, r } = runtime;
  const args = {
    BASE_IMAGE: runtime.baseImage,
    UBUNTU_VERSION: runtime.ubuntu,
    JDK_VERSION: runtime.jdk.default,
    PYTHON_VERSION: python.version,
    PIP_VERSION: python.pip,
    SETUPTOOLS_VERSION: python.setuptools,
    WHEEL_VERSION: python.wheel,
    VIRTUALENV_VERSION: python.virtualenv,
    PYTHON_APT_SOURCE: python.aptSource?.source,
    PYTHON_APT_KEY: python.aptSource?.key,
    PYTHON_APT_FINGERPRINT: python.aptSource?.fingerprint,
    PYTHON_BUILD_PACKAGES: python.buildPackages?.join(' '),
    R_VERSION: r?.version,
    R_APT_VERSION: r?.aptVersion,
    R_APT_SOURCE: r?.aptSource?.source,
    R_APT_KEY: r?.aptSource?.key,
    R_APT_FINGERPRINT: r?.aptSource?.fingerprint,
    CRAN_REPOSITORY: r?.cranRepository,
    CRAN_SNAPSHOT: r?.cranSnapshot,
    BIOCONDUCTOR_REPOSITORY: r?.bioconductorRepository,
    BIOCONDUCTOR_RELEASE: chooseBioconductor(runtime),
    DATABRICKS_RUNTIME: runtime.name,
  };
  return Object.fromEntries(Object.entries(args).filter(isKnown));
}

function isKnown(
  entry: [string, string | undefined],
): entry is [string, string] {
  return entry[1] !== undefined;
}
