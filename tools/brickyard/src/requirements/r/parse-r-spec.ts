import {
  explainGithubSpec,
  type GithubSource,
  parseGithubSpec,
} from './parse-github-spec';
import { R_NAME, REPOSITORY_NAME } from './r-name';

const SPEC = new RegExp(
  `^(?:(?<repository>${REPOSITORY_NAME})::)?(?<name>${R_NAME})(?:==(?<version>\\d+(?:[.-]\\d+)*))?$`,
);

export interface RSpec {
  name: string;
  version?: string;
  /** Where it has to come from: `cran`, `bioc`, or a name of image.ts. */
  repository?: string;
  /** A commit of a repository at GitHub, in place of version and repository. */
  github?: GithubSource;
}

/**
 * `dplyr`, `dplyr==1.1.4`, `bioc::limma`, `github::r-lib/cli@<commit>`;
 * `undefined` for anything else.
 */
export function parseRSpec(text: string): RSpec | undefined {
  const github = parseGithubSpec(text);
  if (github !== undefined) return github;
  const { name, version, repository } = SPEC.exec(text)?.groups ?? {};
  if (name === undefined || repository === 'github') return undefined;
  return {
    name,
    ...(version !== undefined && { version }),
    ...(repository !== undefined && { repository }),
  };
}

/** What is wrong with a word that is not a spec, and what to write. */
export function explainRSpec(text: string): string {
  return `${text}: ${explainGithubSpec(text) ?? findFault(text)}`;
}

function findFault(text: string): string {
  if (text === '\\') return 'nothing may follow a \\ that joins two lines';
  if (text.startsWith('-')) return 'options have no place in this file';
  if (/["'`]/.test(text)) return 'write names without quotes or R code';
  const [, repository, name = text] = /^([\w.-]*)::(.*)$/.exec(text) ?? [];
  if (repository !== undefined && !isRepository(repository))
    return `${repository || 'nothing'} before :: is no name of a repository: write bioc::${name || 'limma'}, or a name of r.repositories in image.ts`;
  if (/^[\w.]+==$/.test(name)) return 'the version after == is missing';
  if (/^[\w.]+==/.test(name)) return 'a version is digits with "." and "-"';
  if (/^[\w.]+[<>~!=]/.test(name)) return 'only == and a version may follow';
  if (text.includes(',')) return 'names are separated by spaces';
  if (text.includes('#')) return 'a comment needs a space before its #';
  if (/^[\w.]+$/.test(name)) return 'is not a valid name of an R package';
  return 'expected the name of an R package, or name==version';
}

function isRepository(text: string): boolean {
  return new RegExp(`^${REPOSITORY_NAME}$`).test(text);
}
