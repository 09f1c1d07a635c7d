/** Everything that decides the files of a new library. */
export interface LibraryPlan {
  name: string;
  language: 'python' | 'r';
  description: string;
  localNamespace: string;
  parent: string;
  /** Names of lines. */
  runtimes: readonly string[];
  /** Of all known lines, since a profile may put any in the place of another. */
  oldestPython: string;
}

/** What a flavour's Dockerfile installs it with. */
export function renderInstallLine({
  name,
  language,
  localNamespace,
}: Pick<LibraryPlan, 'name' | 'language' | 'localNamespace'>): string {
  const mount = `RUN --mount=type=bind,from=${localNamespace}/${name},target=/mnt`;
  return language === 'python'
    ? `${mount} "$PYSPARK_PYTHON" -m pip --quiet --no-cache-dir install --no-index --no-deps --no-compile --find-links /mnt ${name}`
    : `${mount} R CMD INSTALL --library=/usr/local/lib/R/site-library /mnt/${name}_*.tar.gz`;
}
