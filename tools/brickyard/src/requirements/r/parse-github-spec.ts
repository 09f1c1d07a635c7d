import type { RSpec } from './parse-r-spec';
import { R_NAME } from './r-name';

/** One commit: a tag or branch may move, a commit cannot. */
export interface GithubSource {
  owner: string;
  repository: string;
  /** Where the package is, when that is not the top: `r`. */
  folder?: string;
  /** 40 hex digits in lower case. */
  commit: string;
}

const PART = '[A-Za-z0-9_.-]+';
/** The name before `=` where DESCRIPTION has another one than the repository. */
const START = `^(?:(?<name>${R_NAME})=)?github::`;
const SPEC = new RegExp(
  `${START}(?<owner>${PART})/(?<repository>${PART})(?:/(?<folder>${PART}(?:/${PART})*))?@(?<commit>[0-9a-f]{40})$`,
);

/**
 * `github::owner/repo@<40 hex>`, `github::owner/repo/folder@<40 hex>`, and
 * `name=` before it; `undefined` for anything else.
 */
export function parseGithubSpec(text: string): RSpec | undefined {
  const groups = SPEC.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { owner = '', repository = '', folder, commit = '' } = groups;
  const parts = [owner, repository, ...(folder?.split('/') ?? [])];
  if (parts.some((part) => /^\.\.?$/.test(part))) return undefined;
  const name = groups['name'] ?? parts.at(-1) ?? '';
  if (!new RegExp(`^${R_NAME}$`).test(name)) return undefined;
  const source = { owner, repository, ...(folder && { folder }), commit };
  return { name, github: source };
}

/** What is wrong with `github::…`; `undefined` for what is not meant as that. */
export function explainGithubSpec(text: string): string | undefined {
  if (!new RegExp(START).test(text)) return undefined;
  const [path = '', ref] = text.replace(/^.*?::/, '').split('@');
  const [, place] =
    new RegExp(`^(${PART}/${PART})(?:/${PART})*$`).exec(path) ?? [];
  if (place === undefined)
    return 'write github::owner/repository@<commit>, with all 40 digits of the commit';
  if (ref !== undefined && /^[0-9a-f]{40}$/.test(ref))
    return `the name of the package does not show in ${path}: write name=github::${path}@${ref}`;
  if (ref !== undefined && /^[0-9a-f]{40}$/i.test(ref))
    return `write the commit in lower case: github::${path}@${ref.toLowerCase()}`;
  const given = ref
    ? `${ref} may come to mean another commit`
    : 'the commit is missing';
  return `${given}; write github::${path}@ and its 40 digits, which git ls-remote https://github.com/${place} ${ref || 'HEAD'} prints`;
}

/** As a list has it, and a lock: `r-lib/cli@0123…`. */
export function renderGithubSource(source: GithubSource): string {
  const { owner, repository, folder, commit } = source;
  return `${[owner, repository, folder].filter(Boolean).join('/')}@${commit}`;
}
