import {
  type AndOr,
  type CommandExpansionPart,
  type For,
  forEachChild,
  parse,
  type Pipeline,
  type PipelineNode,
  type Statement,
  type SyntaxNode,
} from 'unbash';

import { expandShellWord, type Expansion } from './expand-shell-word';
import { type MappedText, mapTo, placeAt } from './mapped-text';
import { readStreams, runSimple } from './run-simple';
import {
  copyShell,
  deepen,
  type FunctionBody,
  setVariable,
  type ShellState,
  spend,
} from './shell-state';

type Output = MappedText | undefined;
type Node = PipelineNode | AndOr;

/** The most words that a loop runs for. */
const MOST_TURNS = 50;

/** What a node stands in. */
interface Site {
  source: MappedText;
  shell: ShellState;
  input?: MappedText;
}

/** Runs a text in this shell; gives what it prints, where that is known. */
export function runText(source: MappedText, shell: ShellState): Output {
  if (!spend(shell, source.text.length)) return undefined;
  return runStatements(parse(source.text).commands, { source, shell });
}

export function runFunction(
  { node, source }: FunctionBody,
  shell: ShellState,
): void {
  const { body } = node;
  if (body.type === 'CompoundList')
    runStatements(body.commands, { source, shell });
  else runNode(body, { source, shell });
}

/** Both branches of an `if` and each item of a `case` run, one after the other. */
function runStatements(statements: readonly Statement[], site: Site): Output {
  let output: Output;
  for (const { command } of statements) output = runNode(command, site);
  // What several print together is not asked for.
  return statements.length === 1 ? output : undefined;
}

function runNode(node: Node, site: Site): Output {
  if (!spend(site.shell, 40)) return undefined;
  switch (node.type) {
    case 'Command':
      return runSimple(node, expansionOf(site), site.input);
    case 'AndOr':
      for (const each of node.commands) runNode(each, site);
      return undefined;
    case 'Pipeline':
      return runPipeline(node, site);
    case 'Subshell':
      return runStatements(node.body.commands, inSubshell(site));
    case 'For':
      return runLoop(node, site);
    case 'Function':
      site.shell.functions.set(node.name.value, { node, source: site.source });
      return undefined;
    case 'Redirected': {
      const { input } = readStreams(node.redirects, expansionOf(site));
      return runNode(node.command, { ...site, input: input ?? site.input });
    }
    default:
      return runParts(node, site);
  }
}

/** Whatever a compound command has in it. */
function runParts(node: SyntaxNode, site: Site): Output {
  let [count, output]: [number, Output] = [0, undefined];
  forEachChild(node, (child) => {
    count += 1;
    if (child.type === 'CompoundList')
      output = runStatements(child.commands, site);
    else if (child.type === 'Command') runNode(child, site);
    else if (child.type === 'Word') expandShellWord(child, expansionOf(site));
    else runParts(child, site);
  });
  return count === 1 ? output : undefined;
}

function inSubshell(site: Site): Site {
  return { ...site, shell: copyShell(site.shell) };
}

function runPipeline({ commands }: Pipeline, site: Site): Output {
  let input: Output = site.input;
  for (const command of commands) {
    const where = commands.length > 1 ? inSubshell(site) : site;
    input = runNode(command, { ...where, input });
  }
  return input;
}

function runLoop({ name, wordlist, body }: For, site: Site): undefined {
  const { shell } = site;
  const words =
    wordlist?.flatMap((word) => expandShellWord(word, expansionOf(site))) ??
    shell.positional;
  // Without words that are known, what it calls is still to be seen.
  const turns = words.length === 0 ? [undefined] : words.slice(0, MOST_TURNS);
  for (const word of turns) {
    setVariable(shell, name.value, word?.text);
    runStatements(body.commands, site);
  }
  return undefined;
}

function expansionOf({ source, shell }: Site): Expansion {
  return {
    ...{ source, shell },
    substitute: (part, inner) => substitute(part, source, inner),
  };
}

function substitute(
  { script, pos }: Pick<CommandExpansionPart, 'script' | 'pos'>,
  source: MappedText,
  outer: ShellState,
): string | undefined {
  const shell = deepen(outer);
  if (script === undefined || shell === undefined) return undefined;
  // With escaped backticks, the script is a text of its own.
  const own =
    script.source === undefined
      ? source
      : mapTo(script.source, placeAt(source, pos));
  const output = runStatements(script.commands, { source: own, shell });
  return output?.text.replace(/\n+$/, '');
}
