import { isBrickyardError, type Problem } from '../../errors';
import { selectRLists } from '../package-lists';
import { parseRPackages } from './parse-r-packages';
import type { RPackageRequest } from './r-package';

export interface ListSource {
  /** `packages/python`, for messages. */
  path: string;
  /** Paths of its files, relative to its folder. */
  files: readonly string[];
  /** The text of a file below the folder, if it is there. */
  readText: (file: string) => string | undefined;
}

/** What the R lists of a flavour ask for, and what is wrong with them. */
export function readRLists({ path: flavour, files, readText }: ListSource): {
  packages: RPackageRequest[];
  problems: Problem[];
} {
  const packages: RPackageRequest[] = [];
  const problems: Problem[] = [];
  for (const { path, text } of selectRLists(files, readText)) {
    try {
      packages.push(...parseRPackages(text, `${flavour}/${path}`));
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      problems.push(...error.problems);
    }
  }
  return { packages, problems };
}
