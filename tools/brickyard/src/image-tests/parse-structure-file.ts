import * as v from 'valibot';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
} from 'yaml';

import { type Problem, problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import type { Check, ImageTest, StructureCheck, Variable } from './image-test';
import {
  type StructureFile,
  structureSchema,
  type StructureVariable,
} from './structure-schema';

type Path = readonly (string | number)[];

/** A document that knows the line of each value. */
interface Source {
  document: Document.Parsed;
  lines: LineCounter;
  file: string;
}

/** The parts of the format, and why two of them are refused. */
const refused: Readonly<Record<string, string>> = {
  licenseTests:
    'is not checked here: which licences are allowed is for a policy, not for an image test; take it out',
  containerRunOptions:
    'cannot be honoured: all tests share one container, as root and without mounts; take it out',
};

/**
 * Reads the tests of a container-structure-test file. Throws IMAGE_TESTS_INVALID
 * with the line of every wrong key and value.
 */
export function parseStructureFile(text: string, file: string): ImageTest[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const source = { document, lines, file };
  const broken = document.errors.map(({ message, pos }) => {
    const [first = ''] = message.split('\n');
    const place = { file, line: lines.linePos(pos[0]).line };
    return { place, message: first.replace(/ at line \d+.*$/, '') };
  });
  if (broken.length > 0) throw invalid(broken);
  const result = v.safeParse(structureSchema, document.toJS());
  if (!result.success)
    throw invalid(result.issues.map((issue) => toProblem(issue, source)));
  return listTests(result.output, source);
}

function invalid(problems: readonly Problem[]) {
  const hint =
    'the format is that of container-structure-test, schemaVersion 2.0.0';
  return problemsError('IMAGE_TESTS_INVALID', problems, hint);
}

function toProblem(issue: v.BaseIssue<unknown>, source: Source): Problem {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const place = { file: source.file, line: lineOf(keys, source) };
  const why = refused[String(keys[0])] ?? explainIssue(issue);
  if (keys.length === 0) {
    const message = `expected schemaVersion and tests, got ${issue.received}`;
    return { place, message };
  }
  return { place, message: `${keys.join('.')}: ${why}` };
}

/** The line of the key, or of the nearest value around it. */
function lineOf(path: Path, { document, lines }: Source): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const offset = offsetOf(path.slice(0, length), document);
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return undefined;
}

function offsetOf(path: Path, document: Document.Parsed): number | undefined {
  const parent = nodeAt(path.slice(0, -1), document);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(
      ({ key }) => isScalar(key) && key.value === last,
    );
    if (isNode(pair?.key)) return pair.key.range?.[0];
  }
  const node = nodeAt(path, document);
  return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}

function nodeAt(path: Path, document: Document.Parsed): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}

function listTests(content: StructureFile, source: Source): ImageTest[] {
  const { commandTests, fileExistenceTests, fileContentTests } = content;
  const environment = content.globalEnvVars.map(toVariable);
  const make = (path: Path, name: string, check: Check): ImageTest => {
    const { file } = source;
    const label = `${file.slice(file.lastIndexOf('/') + 1)}: ${name}`;
    const place = { file, line: lineOf(path, source) };
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
