import { posix } from 'node:path';

import { readHeredoc } from '../dockerfile/heredoc';
import { parseList } from '../dockerfile/parse-list';
import type { HeredocBody } from '../dockerfile/parsed-dockerfile';
import type { Place } from '../errors';
import { oncePer } from '../once-per';
import {
  joinTexts,
  mapLines,
  type MappedText,
  mapTo,
  placeAt,
  sliceText,
} from '../script/mapped-text';
import { readCall, readScript } from '../script/read-script';
import { isShell } from '../script/read-shell-call';
import type { ShellCommand } from '../script/shell-command';
import { listScripts } from './copied-scripts';
import { mapHeredoc } from './list-instructions';
import { listSourceSteps, type SourceStep } from './list-source-steps';
import { PYTHON_VARIABLES } from './python-variables';
import type { FlavourFacts } from './rule';

/** A command of a RUN: `apt-get install -y r-base=4.4.2`. */
export interface ListedCommand {
  /** Quotes removed, known variables replaced; the command's name first. */
  words: string[];
  /** The line that has the command's name. */
  place: Place;
  call: ShellCommand;
  step: SourceStep;
}

/** What RUN calls in the stages that end up in the image, in order. */
export const listCommands = oncePer((flavour: FlavourFacts) =>
  listCalls(flavour).filter(({ step }) => step.isFinal),
);

/** What RUN calls in all stages, in order. */
export const listCalls = oncePer((flavour: FlavourFacts): ListedCommand[] => {
  const calls: ListedCommand[] = [];
  // Of each stage, what its steps have written.
  const files = new Map<number, Map<string, MappedText>>();
  for (const step of listSourceSteps(flavour)) {
    const below = files.get(step.base ?? step.stage);
    const known = files.get(step.stage) ?? new Map(below);
    files.set(step.stage, known);
    const { keyword } = step.instruction;
    const scripts = listScripts(step, flavour);
    for (const [path, text] of scripts) known.set(path, text);
    if (keyword === 'COPY') keepFiles(step, known, flavour);
    if (keyword !== 'RUN') continue;
    calls.push(...listOnce(step, readRun(step, known, flavour)));
    // What a step mounts is gone after it.
    for (const [path] of scripts) known.delete(path);
  }
  return calls;
});

/** What CMD, ENTRYPOINT and HEALTHCHECK call once the image runs. */
export const listStarted = oncePer((flavour: FlavourFacts): ListedCommand[] =>
  listSourceSteps(flavour)
    .filter(({ instruction }) => STARTS.includes(instruction.keyword))
    .flatMap((step) => listOnce(step, readRun(step, new Map(), flavour))),
);

const STARTS = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

/** The line of one of the command's words, from `offset` on. */
export function placeOfWord(
  { call, place }: ListedCommand,
  index: number,
  offset = 0,
): Place {
  const word = call.words[index];
  return word === undefined ? place : placeAt(word, offset);
}

function listOnce(
  step: SourceStep,
  commands: readonly ShellCommand[],
): ListedCommand[] {
  const seen = new Set<string>();
  return commands.flatMap((call) => {
    const words = call.words.map(({ text }) => text);
    const key = JSON.stringify([call.place.line, words]);
    // A loop comes by here more than once.
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ words, place: call.place, call, step }];
  });
}

function readRun(
  step: SourceStep,
  files: Map<string, MappedText>,
  { dockerfile: { file } }: FlavourFacts,
): ShellCommand[] {
  const { variables, folder, shell, instruction } = step;
  const site = { variables, folder, files, watched: PYTHON_VARIABLES };
  const isCheck = instruction.keyword === 'HEALTHCHECK';
  const body = isCheck ? cutHealthcheck(bodyOf(step)) : bodyOf(step);
  const list = parseList(body.text);
  const words = (texts: readonly unknown[]) =>
    texts.map(String).map((text) => ({
      ...mapTo(text, lineOf(body, text)),
      written: text,
    }));
  if (list !== undefined) return readCall(words(list), site);
  const script = scriptOf(body, instruction.source.heredocs, file);
  if (script === undefined) return [];
  const [program = ''] = shell;
  if (isShell(program)) return readScript(script, site);
  return readCall([...words(shell), { ...script, written: script.text }], site);
}

/** The arguments of an instruction. */
function bodyOf({ mapped, instruction }: SourceStep): MappedText {
  const { text, at } = instruction.source;
  const blanks = text.length - text.trimStart().length;
  return sliceText(mapped, at - blanks, text.trimEnd().length - blanks);
}

/** `HEALTHCHECK --interval=5s CMD …` */
function cutHealthcheck(body: MappedText): MappedText {
  const [start = ''] = /^(?:--\S+\s+)*CMD\s+/i.exec(body.text) ?? [];
  return sliceText(body, start.length);
}

function lineOf(body: MappedText, text: string): Place {
  return placeAt(body, Math.max(0, body.text.indexOf(JSON.stringify(text))));
}

/** A heredoc alone is the script; otherwise the shell gets it as input, as it stands. */
function scriptOf(
  body: MappedText,
  heredocs: readonly HeredocBody[],
  file: string,
): MappedText | undefined {
  const [first] = heredocs;
  if (first === undefined) return body;
  if (readHeredoc(body.text)?.name !== first.name) {
    const parts = heredocs.flatMap((each) => [
      mapHeredoc(each, file),
      mapTo(`${each.name}\n`, { file, line: each.line }),
    ]);
    return joinTexts([body, mapTo('\n', placeAt(body, 0)), ...parts]);
  }
  const script = mapHeredoc(chomp(first), file);
  const [, program = 'sh', argument = ''] =
    /^#!\s*(\S+)\s*(\S*)/.exec(script.text) ?? [];
  const name = posix.basename(program) === 'env' ? argument : program;
  return isShell(name) ? script : undefined;
}

function chomp(heredoc: HeredocBody): HeredocBody {
  if (!heredoc.tabs) return heredoc;
  return { ...heredoc, text: heredoc.text.replace(/^\t+/gm, '') };
}

/** `COPY <<EOF /script`: a later step may run it. */
function keepFiles(
  { instruction, variables, folder }: SourceStep,
  files: Map<string, MappedText>,
  { dockerfile: { file } }: FlavourFacts,
): void {
  const { words, source } = instruction;
  const to = words.at(-1)?.text ?? '';
  for (const heredoc of source.heredocs) {
    const path = to.endsWith('/') ? `${to}${heredoc.name}` : to;
    const { text, line } = chomp(heredoc);
    const known = heredoc.isQuoted ? text : replaceKnown(text, variables);
    files.set(posix.resolve(folder, path), mapLines(known, { file, line }));
  }
}

/** BuildKit replaces what it knows, and takes away the rest. */
function replaceKnown(
  text: string,
  variables: ReadonlyMap<string, string>,
): string {
  return text.replace(
    /\\\$|\$(?:\{(\w+)\}|(\w+))/g,
    (all, braced?: string, bare?: string) => {
      if (all === '\\$') return '$';
      return variables.get(braced ?? bare ?? '') ?? '';
    },
  );
}
