const WHEEL =
  /([^/]+?)-([^-/]+)(?:-\d[^-/]*)?-[^-/]+-[^-/]+-[^-/]+\.whl(?:[#?].*)?$/;
const SOURCE = /-(\d[^-/]*)\.(?:tar\.gz|tgz|zip|tar\.bz2)(?:[#?].*)?$/;

/**
 * `1.2` of `https://host/gecko-1.2-py3-none-any.whl`; `undefined` for a name that does not tell.
 * https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention
 */
export function versionInFileName(file: string): string | undefined {
  const version = WHEEL.exec(file)?.[2] ?? SOURCE.exec(file)?.[1];
  return version?.replaceAll('%2B', '+').replaceAll('_', '-');
}
