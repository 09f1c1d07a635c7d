/** The list of the environment that notebooks run in. */
export const mainRequirements = 'requirements.txt';

/**
 * Of the files in a flavour's folder, those that list Python packages, sorted:
 * `requirements.txt`, and `<environment>-requirements.txt` for another one.
 */
export function selectRequirementFiles(names: readonly string[]): string[] {
  return names
    .filter(
      (name) =>
        name === mainRequirements || name.endsWith(`-${mainRequirements}`),
    )
    .sort();
}

/** What installs R packages: the image's own command, and what is told to be one instead. */
const INSTALLS =
  /^\s*(?:install-r-packages\b|(?:sudo\s+)?(?:Rscript|R|install2?\.r|installGithub\.r|installBioc\.r)\s)/m;

/** A file's text, if it is there. */
type ReadFile = (path: string) => string | undefined;

/**
 * Of the files of a flavour, those that list R packages: `r_packages.sh`,
 * `<name>_r_packages.sh`, and every `<name>_packages.sh` that calls what installs
 * them, in whatever way. So `apt_packages.sh` is not one of them.
 */
export function selectRLists(
  paths: readonly string[],
  readText: ReadFile,
): { path: string; text: string }[] {
  const candidates = paths.filter((path) => path.endsWith('_packages.sh'));
  return candidates.flatMap((path) => {
    const text = readText(path);
    return text !== undefined && isRList(path, text) ? [{ path, text }] : [];
  });
}

function isRList(path: string, text: string): boolean {
  return /(^|[/_-])r_packages\.sh$/.test(path) || INSTALLS.test(text);
}
