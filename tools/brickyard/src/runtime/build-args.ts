import type { Runtime } from './schema';

/** What a Dockerfile may declare with ARG; only what the line knows. */
export function runtimeBuildArgs(runtime: Runtime): Record<string, string> {
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
    R_VERSION: r?.version,
    CRAN_SNAPSHOT: r?.cranSnapshot,
    DATABRICKS_RUNTIME: runtime.name,
  };
  return Object.fromEntries(Object.entries(args).filter(isKnown));
}

function isKnown(
  entry: [string, string | undefined],
): entry is [string, string] {
  return entry[1] !== undefined;
}
