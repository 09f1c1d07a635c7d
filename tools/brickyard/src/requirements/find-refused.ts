import type { Problem } from '../errors';
import { isArchive, isUrl } from './grammar/parse-location';
import { refusedOptions } from './refused-options';
import type {
  IncludeRequirement,
  LocationRequirement,
  OptionRequirement,
  PackageRequirement,
  Requirement,
} from './requirement';

/**
 * What pip understands and an image cannot have, or not without harm, with what
 * to write instead. Lint, `nx lock` and builds all ask this. `kind` says what the
 * file is read as.
 */
export function findRefused(
  requirements: readonly Requirement[],
  kind: IncludeRequirement['kind'],
): Problem[] {
  return requirements.flatMap((requirement) => {
    const message = explain(requirement, kind);
    return message === undefined ? [] : [{ place: requirement.place, message }];
  });
}

function explain(
  requirement: Requirement,
  kind: IncludeRequirement['kind'],
): string | undefined {
  switch (requirement.kind) {
    case 'option':
      return explainOption(requirement);
    case 'requirements':
    case 'constraints':
      return explainInclude(requirement);
    default:
      return (
        explainFollowing(requirement) ??
        explainSource(requirement) ??
        (kind === 'constraints' ? explainConstraint(requirement) : undefined)
      );
  }
}

function explainOption({ name, value }: OptionRequirement): string | undefined {
  const why = refusedOptions[name];
  if (why !== undefined) return `${name}: ${why}`;
  const isRemote = name === '--find-links' && isUrl(value ?? '');
  return isRemote && !isFile(value ?? '')
    ? `${name} ${value}: ${refusedOptions['--extra-index-url']}`
    : undefined;
}

function explainInclude({ path }: IncludeRequirement): string | undefined {
  return isUrl(path)
    ? `${path}: what an address serves may change without a commit: put the file into the flavour's folder`
    : undefined;
}

type Named = PackageRequirement | LocationRequirement;

function explainFollowing({ options = [] }: Named): string | undefined {
  const [name] = options;
  if (name === undefined) return undefined;
  const why =
    name === '--config-settings'
      ? refusedOptions[name]
      : 'pip ignores it after a requirement: take it out';
  return `${name}: ${why}`;
}

function explainSource(requirement: Named): string | undefined {
  const { editable } = requirement;
  const source =
    requirement.kind === 'location' ? requirement.location : requirement.url;
  if (source === undefined) return undefined;
  const fault = findSourceFault(source, requirement);
  const written = editable ? `-e ${source}` : source;
  if (fault !== undefined) return `${written}: ${fault}`;
  return editable ? `${written}: ${FOLDER}` : undefined;
}

const LIBRARY =
  'make it a library package of this workspace (npx nx g brickyard:library <name> --language=python)';
const FOLDER = `an image has no folder with sources that change: ${LIBRARY}, or name a wheel, as ./wheels/name-1.0-py3-none-any.whl`;

function findSourceFault(source: string, { name }: Named): string | undefined {
  const written = name ?? 'name';
  if (/^(?:git|hg|svn|bzr)\+/i.test(source))
    return `nothing says which files a commit has, and builds have no ${source.slice(0, source.indexOf('+')).toLowerCase()}: ${LIBRARY}, or name an archive with its hash, as ${written} @ https://host/${written}.tar.gz --hash=sha256:…`;
  if (/^ftp:/i.test(source)) return 'nothing checks who answers: use https';
  if (isFile(source)) return findFileFault(source, written);
  if (isUrl(source)) return undefined;
  if (/^[/~]/.test(source))
    return `is outside of the flavour's folder, which is all that a build sees: copy it there, or write ${written}==<version>`;
  return isArchive(source.replace(/#.*$/, '')) ? undefined : FOLDER;
}

function isFile(source: string): boolean {
  return /^file:/i.test(source);
}

/** https://docs.conda.io/projects/conda-build: a recipe is built in such folders. */
const CONDA =
  /feedstock_root|conda-bld|\/croot\/|\/ci(?:_py3\d+)?\/|\/tmp\/build\/|_\d{10,}\/work/;

function findFileFault(source: string, name: string): string | undefined {
  if (CONDA.test(source))
    return `conda wrote down where it built the package, which is on no machine that you have: write ${name}==<version>, as conda list ${name} shows it`;
  const path = source.replace(/^file:(?:\/\/[^/]*(?=\/))?/i, '');
  if (path.startsWith('/'))
    return `is a file of one machine, and outside of the flavour's folder, which is all that a build sees: copy it there, or write ${name}==<version>`;
  return isArchive(path.replace(/#.*$/, '')) ? undefined : FOLDER;
}

/** As pip's resolver. */
function explainConstraint(requirement: Named): string | undefined {
  if (requirement.extras.length > 0)
    return `${requirement.name ?? ''}[${requirement.extras.join(',')}]: a constraint has no extras: take them out`;
  return requirement.kind === 'location'
    ? `${requirement.location}: a constraint has a name: write name @ before it`
    : undefined;
}
