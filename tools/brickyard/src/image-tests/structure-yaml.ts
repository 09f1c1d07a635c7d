import {
  type Alias,
  type Document,
  isAlias,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml';

import type { Problem } from '../errors';

/** Deeper files exhaust the stack, and no test is like that. */
const deepest = 200;

/** One slip can make thousands of errors, and those that follow say little. */
const mostErrors = 20;

/** The first document of a file, with all values as the texts that they are. */
export interface YamlSource {
  file: string;
  root: Node | undefined;
  /** What each alias stands for. */
  targets: ReadonlyMap<Alias, Node>;
  /** Counted from 1; nothing where the file is empty. */
  lineOf: (node: Node | undefined) => number | undefined;
}

/** Reads a file, up to what is wrong with its YAML. */
export function parseYaml(
  text: string,
  file: string,
): YamlSource | { problems: Problem[] } {
  const lines = new LineCounter();
  const deep = findDeepLine(text);
  if (deep !== undefined)
    return {
      problems: [
        {
          place: { file, line: deep },
          message: `nests more than ${deepest} levels`,
        },
      ],
    };
  // Which texts are numbers or true is decided where the type is known.
  const [document] = parseAllDocuments(text, {
    schema: 'failsafe',
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  }) as Document.Parsed[];
  if (document === undefined) return emptySource(file);
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const problems = document.errors
    .slice(0, mostErrors)
    .map(({ message, pos }) => ({
      place: { file, line: lineAt(pos[0]) },
      message,
    }));
  if (problems.length > 0) return { problems };
  return resolveAliases(document, { file, lineAt });
}

function emptySource(file: string): YamlSource {
  const lineOf = () => undefined;
  return { file, root: undefined, targets: new Map(), lineOf };
}

interface Place {
  file: string;
  lineAt: (offset: number) => number;
}

/** An anchor counts from where it is on, and a later one of its name instead of it. */
function resolveAliases(
  document: Document.Parsed,
  { file, lineAt }: Place,
): YamlSource | { problems: Problem[] } {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const problems: Problem[] = [];
  const lineOf = (node: Node | undefined) =>
    node?.range ? lineAt(node.range[0]) : undefined;
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
      else {
        const message = `*${node.source}: no anchor of this name comes before it`;
        problems.push({ place: { file, line: lineOf(node) }, message });
      }
    },
  });
  if (problems.length > 0) return { problems };
  const { contents } = document;
  const isEmpty = isScalar(contents) && !contents.source;
  const root = isNode(contents) && !isEmpty ? contents : undefined;
  return { file, root, targets, lineOf };
}

/** Found without a parser, which itself goes as deep as the file. */
function findDeepLine(text: string): number | undefined {
  let line = 1;
  let open = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') open++;
    if (token === ']' || token === '}') open--;
    if (open > deepest) return line;
    line += token.split('\n').length - 1;
  }
  const blocks = text
    .split('\n')
    .findIndex((each) => indentationOf(each) > 2 * deepest);
  return blocks < 0 ? undefined : blocks + 1;
}

/** Blanks and the marks of lists and keys in front of what a line says. */
function indentationOf(line: string): number {
  return /^(?: |[-?:][ \t])*/.exec(line)?.[0].length ?? 0;
}
