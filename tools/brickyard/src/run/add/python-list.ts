import { lockPath } from '../../lock/python/python-paths';
import {
  type PythonEntry,
  readPythonList,
} from '../../requirements/edit/read-python-list';
import { findRefused } from '../../requirements/find-refused';
import { mainRequirements } from '../../requirements/package-lists';
import { readRequirementLines } from '../../requirements/parse-requirements';
import { renderRequirementsHead } from '../../requirements/render-new-list';
import type {
  PackageRequirement,
  Requirement,
} from '../../requirements/requirement';
import { readRequirements } from '../sources/read-requirements';
import type { AskedPackage, ListKind } from './list-kind';

export const pythonList: ListKind = {
  ecosystem: 'python',
  title: 'Python',
  one: 'a Python package',
  flag: 'packages',
  file: mainRequirements,
  language: 'python',
  lockPath: (line) => lockPath(line, mainRequirements),
  parse,
  read: readPythonList,
  listOthers: (flavour) => {
    const places = readRequirements(flavour).requirements.map((each) =>
      each.place.file.slice(flavour.path.length + 1),
    );
    const files = new Set(places);
    files.delete(mainRequirements);
    return [...files];
  },
  renderHead: renderRequirementsHead,
};

type Words = Omit<PackageRequirement, 'place' | 'kind'>;

function parse(word: string): AskedPackage | string {
  const { requirements, problems } = readRequirementLines(word, '');
  const [asked, ...more] = requirements;
  const [refused] = [...problems, ...findRefused(requirements, 'requirements')];
  if (refused !== undefined) return refused.message;
  if (asked === undefined || more.length > 0)
    return 'is not one package, such as pandas or plotly~=5.24';
  if (asked.kind !== 'package' || asked.url !== undefined)
    return `${nameOf(asked)}: is no package of an index: write the line into ${mainRequirements} by hand, then npx nx lock`;
  const { specifiers, extras, marker, hashes } = asked;
  const rest = [...specifiers, ...extras, ...hashes];
  return {
    name: asked.name,
    text: renderRequirement(asked),
    isBare: rest.length === 0 && marker === undefined,
    merge: (entry) => merge(asked, entry as PythonEntry),
  };
}

/** Without what may be secret in an address. */
function nameOf(asked: Requirement): string {
  switch (asked.kind) {
    case 'location':
      return asked.location;
    case 'requirements':
    case 'constraints':
      return asked.path;
    default:
      return asked.name;
  }
}

/** As `uv add`, which would write a second line for another marker: here the line gets it. */
function merge(
  asked: PackageRequirement,
  { requirement: old, text }: PythonEntry,
): ReturnType<AskedPackage['merge']> {
  const isNewVersion = asked.specifiers.length > 0;
  if (old.kind === 'location' || old.url !== undefined || old.options)
    return isNewVersion
      ? { fault: 'comes from a file or an address there: change the line' }
      : undefined;
  const merged: Words = {
    name: /^[\w.-]+/.exec(text)?.[0] ?? old.name,
    extras: [...new Set([...old.extras, ...asked.extras])],
    specifiers: isNewVersion ? asked.specifiers : old.specifiers,
    marker: asked.marker ?? old.marker,
    hashes: asked.hashes.length > 0 ? asked.hashes : old.hashes,
  };
  const before = renderRequirement({ ...old, name: merged.name });
  if (renderRequirement(merged) === before) return undefined;
  return isNewVersion && old.hashes.length > 0 && asked.hashes.length === 0
    ? {
        fault:
          'has hashes there, which are those of its version: change the line',
      }
    : { text: renderRequirement(merged) };
}

function renderRequirement(words: Words): string {
  const { name, extras, specifiers, marker, hashes } = words;
  const listed = extras.length > 0 ? `[${extras.join(',')}]` : '';
  const versions = specifiers
    .map(({ operator, version }) => operator + version)
    .join(',');
  const condition = marker === undefined ? '' : ` ; ${marker}`;
  const hashed = hashes.map((hash) => ` --hash=${hash}`).join('');
  return `${name}${listed}${versions}${condition}${hashed}`;
}
