import * as v from 'valibot';

import { type Problem, problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import { type Path, StructureDecoder } from './decode-structure';
import type { Check, ImageTest, StructureCheck, Variable } from './image-test';
import {
  type StructureFile,
  structureSchema,
  type StructureVariable,
} from './structure-schema';
import { parseYaml } from './structure-yaml';

/** A file that is being read. */
interface Source {
  file: string;
  lineOf: (path: Path) => number | undefined;
}

/**
 * Reads the tests of a container-structure-test file. Throws IMAGE_TESTS_INVALID
 * with the line of every wrong key and value.
 */
export function parseStructureFile(text: string, file: string): ImageTest[] {
  const source = parseYaml(text, file);
  if ('problems' in source) throw invalid(source.problems);
  const { root } = source;
  if (root === undefined) throw invalid([{ place: { file }, message: empty }]);
  const decoder = new StructureDecoder(source);
  const value = decoder.decode(root, structureSchema, []);
  const result = v.safeParse(structureSchema, value);
  const lineOf = (path: Path) => decoder.lineOf(path);
  const issues = (result.issues ?? [])
    .map((issue) => ({ issue, path: pathOf(issue) }))
    .filter(({ path }) => !decoder.isTold(path))
    .map(({ issue, path }) => {
      const place = { file, line: lineOf(path) };
      return { place, message: `${path.join('.')}: ${explainIssue(issue)}` };
    });
  const problems = [...decoder.problems, ...issues];
  if (problems.length > 0 || !result.success) throw invalid(sort(problems));
  return listTests(result.output, { file, lineOf });
}

const empty = 'expected schemaVersion and tests, got nothing';

function invalid(problems: readonly Problem[]) {
  const hint =
    'the format is that of container-structure-test, schemaVersion 2.0.0';
  return problemsError('IMAGE_TESTS_INVALID', problems, hint);
}

function pathOf({ path }: v.BaseIssue<unknown>): Path {
  return (path ?? []).map(({ key }) => key as string | number);
}

function sort(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
}

function listTests(content: StructureFile, source: Source): ImageTest[] {
  const { commandTests, fileExistenceTests, fileContentTests } = content;
  const environment = content.globalEnvVars.map(toVariable);
  const make = (path: Path, name: string, check: Check): ImageTest => {
    const { file } = source;
    const label = `${file.slice(file.lastIndexOf('/') + 1)}: ${name}`;
    const place = { file, line: source.lineOf(path) };
    return { name: label, check, place };
  };
  const makeAll = <T extends { name: string }>(
    key: string,
    entries: readonly T[],
    toCheck: (entry: T) => StructureCheck,
  ) =>
    entries.map((entry, index) =>
      make([key, index], entry.name, toCheck(entry)),
    );
  const { metadataTest } = content;
  return [
    ...makeAll('commandTests', commandTests, (entry) => {
      const own = entry.envVars.map(toVariable);
      const all = [...environment, ...own];
      return { type: 'command', ...entry, environment: all };
    }),
    ...makeAll('fileExistenceTests', fileExistenceTests, (entry) => ({
      type: 'file-existence',
      ...entry,
    })),
    ...makeAll('fileContentTests', fileContentTests, (entry) => ({
      type: 'file-content',
      ...entry,
    })),
    ...(metadataTest === undefined
      ? []
      : [
          make(['metadataTest'], 'metadata', {
            type: 'metadata',
            ...metadataTest,
          }),
        ]),
  ];
}

function toVariable({ key, value }: StructureVariable): Variable {
  return [key, value];
}
