import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import { isBrickyardError, type Problem } from '../../errors';
import { decodeList } from '../../files/decode-list';
import { tryReadFile } from '../../files/try-read';
import type { Flavour } from '../../flavour/flavour';
import type { RequirementFile } from '../../lock/python/python-lock';
import { readLocalFiles } from '../../lock/python/read-local-files';
import { findVariables } from '../../requirements/find-variables';
import {
  mainRequirements,
  selectRequirementFiles,
} from '../../requirements/package-lists';
import { parseRequirements } from '../../requirements/parse-requirements';
import type {
  IncludeRequirement,
  Requirement,
} from '../../requirements/requirement';

/** `requirements.txt` with every file that it includes. */
export interface RequirementFiles {
  requirements: Requirement[];
  /** Of `-c` files: they install nothing. */
  constraints: Requirement[];
  problems: Problem[];
  /** What was read. */
  texts: RequirementFile[];
}

/** Every list of Python packages that a flavour has. */
export interface PythonLists {
  /** Of the environment that notebooks run in. The lines' pins are about it alone. */
  main: RequirementFiles;
  /** Of all lists, those of other environments too. */
  problems: Problem[];
}

export function readPythonLists(
  flavour: Pick<Flavour, 'folder' | 'path'>,
): PythonLists {
  const others = selectRequirementFiles(readdirSync(flavour.folder)).filter(
    (file) => file !== mainRequirements,
  );
  const main = readRequirements(flavour);
  const problems = others.flatMap(
    (file) => readRequirements(flavour, file).problems,
  );
  return { main, problems: [...main.problems, ...problems] };
}

/** The lists with every file that they include, as they are on disk. */
export function readListTexts(
  flavour: Pick<Flavour, 'folder' | 'path'>,
): RequirementFile[] {
  const names = selectRequirementFiles(readdirSync(flavour.folder));
  return names.flatMap((name) => readRequirements(flavour, name).texts);
}

/** Nothing when the flavour has no such file. */
export function readRequirements(
  flavour: Pick<Flavour, 'folder' | 'path'>,
  file = mainRequirements,
): RequirementFiles {
  const files: RequirementFiles = {
    requirements: [],
    constraints: [],
    problems: [],
    texts: [],
  };
  if (!existsSync(join(flavour.folder, file))) return files;
  const seen = new Set<string>();
  // `kind` is that of the outermost include: a `-r` of a `-c` file constrains.
  const read = (name: string, kind: IncludeRequirement['kind']): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const requirement of readFile(flavour, name, files)) {
      files[kind].push(requirement);
      if (!isInclude(requirement)) continue;
      const included = findIncluded(flavour, requirement, files.problems);
      if (included === undefined) continue;
      const isConstraint = requirement.kind === 'constraints';
      read(included, isConstraint ? 'constraints' : kind);
    }
  };
  read(file, 'requirements');
  return files;
}

function isInclude(
  requirement: Requirement,
): requirement is IncludeRequirement {
  return (
    requirement.kind === 'requirements' || requirement.kind === 'constraints'
  );
}

function readFile(
  { folder, path }: Pick<Flavour, 'folder' | 'path'>,
  name: string,
  { problems, texts }: RequirementFiles,
): Requirement[] {
  const file = `${path}/${name}`;
  const read = tryReadFile(join(folder, name));
  if ('fault' in read) {
    problems.push({ place: { file }, message: read.fault });
    return [];
  }
  const decoded = decodeList(read.value);
  if ('fault' in decoded) {
    const { fault: message, line } = decoded;
    problems.push({ place: { file, line }, message });
    return [];
  }
  const { text } = decoded;
  texts.push({ path: name, text });
  const outside = findOutside({ folder, path }, { path: name, text });
  problems.push(...outside);
  try {
    return parseRequirements(text, file);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const told = new Set(outside.map(({ place }) => place.line));
    problems.push(
      ...error.problems.filter(({ place }) => !told.has(place.line)),
    );
    return [];
  }
}

/** What a list takes from where a build cannot: an environment, or other folders. */
function findOutside(
  flavour: Pick<Flavour, 'folder' | 'path'>,
  list: RequirementFile,
): Problem[] {
  const variables = findVariables(list.text, `${flavour.path}/${list.path}`);
  const told = new Set(variables.map(({ place }) => place.line));
  const { problems } = readLocalFiles(flavour, [list]);
  return [
    ...variables,
    ...problems.filter(({ place }) => !told.has(place.line)),
  ];
}

/** The included file, relative to the flavour's folder; `undefined` for one that is not read here. */
function findIncluded(
  { folder, path }: Pick<Flavour, 'folder' | 'path'>,
  { path: written, place }: IncludeRequirement,
  problems: Problem[],
): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:|\$\{[A-Z0-9_]+\}/i.test(written)) return undefined;
  const from = posix.dirname(place.file.slice(path.length + 1));
  const name = posix.normalize(posix.join(from, written));
  // Brickyard adds these to the build; they are not in the folder.
  if (name.startsWith('.brickyard/')) return undefined;
  if (name.startsWith('../') || posix.isAbsolute(written)) {
    const message = `${written}: is outside of ${path}, which is all that a build sees`;
    problems.push({ place, message });
    return undefined;
  }
  if (existsSync(join(folder, name))) return name;
  problems.push({
    place,
    message: `${written}: ${path}/${name} does not exist`,
  });
  return undefined;
}
