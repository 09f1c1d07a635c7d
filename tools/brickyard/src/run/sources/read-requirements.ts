import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { Problem } from '../../errors';
import { decodeList } from '../../files/decode-list';
import { tryReadFile } from '../../files/try-read';
import type { Flavour } from '../../flavour/flavour';
import type { RequirementFile } from '../../lock/python/python-lock';
import { readLocalFiles } from '../../lock/python/read-local-files';
import { findRefused } from '../../requirements/find-refused';
import { findVariables } from '../../requirements/find-variables';
import {
  mainRequirements,
  selectRequirementFiles,
} from '../../requirements/package-lists';
import {
  readRequirementLines,
  type RequirementList,
} from '../../requirements/parse-requirements';
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
  const read = (through: string[], kind: IncludeRequirement['kind']): void => {
    const name = through.at(-1) ?? '';
    if (seen.has(name)) return;
    seen.add(name);
    const list = readFile(flavour, name);
    const { requirements, problems } = list;
    files.texts.push(...list.texts);
    files.problems.push(
      ...onePerLine(
        [...list.outside, ...findRefused(requirements, kind)],
        [...problems, ...list.local],
      ),
    );
    for (const requirement of requirements) {
      files[kind].push(requirement);
      if (!isInclude(requirement)) continue;
      const included = findIncluded(flavour, requirement, files.problems);
      if (included === undefined) continue;
      if (through.includes(included)) {
        const { place, path } = requirement;
        const message = `${path}: is read already, and leads back here: take it out`;
        files.problems.push({ place, message });
        continue;
      }
      const isConstraint = requirement.kind === 'constraints';
      read([...through, included], isConstraint ? 'constraints' : kind);
    }
  };
  read([file], 'requirements');
  return files;
}

function isInclude(
  requirement: Requirement,
): requirement is IncludeRequirement {
  return (
    requirement.kind === 'requirements' || requirement.kind === 'constraints'
  );
}

interface ReadList extends RequirementList {
  /** The file itself, if it can be read. */
  texts: RequirementFile[];
  /** What it takes from an environment. */
  outside: Problem[];
  /** What is wrong with files that it names. */
  local: readonly Problem[];
}

function readFile(
  { folder, path }: Pick<Flavour, 'folder' | 'path'>,
  name: string,
): ReadList {
  const file = `${path}/${name}`;
  const read = tryReadFile(join(folder, name));
  const decoded = 'fault' in read ? read : decodeList(read.value);
  if ('text' in decoded) {
    const { text } = decoded;
    const list = { path: name, text };
    return {
      ...readRequirementLines(text, file),
      texts: [list],
      outside: findVariables(text, file),
      local: readLocalFiles({ folder, path }, [list]).problems,
    };
  }
  const line = 'line' in decoded ? decoded.line : undefined;
  const problem = { place: { file, line }, message: decoded.fault };
  return {
    ...{ requirements: [], problems: [problem] },
    ...{ texts: [], outside: [], local: [] },
  };
}

/** The first word on a line is the one that helps; what else is wrong with it follows from that. */
function onePerLine(
  first: readonly Problem[],
  then: readonly Problem[],
): Problem[] {
  const told = new Set(first.map(({ place }) => place.line));
  return [...first, ...then.filter(({ place }) => !told.has(place.line))];
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
