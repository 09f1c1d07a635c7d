import type { Place } from '../errors';
import { readVariables, replaceVariables } from './known-variables';
import { finalStages, listInstructions } from './list-instructions';
import type { FlavourFacts } from './rule';

/** One simple command of a RUN: `apt-get install -y r-base=4.4.2`. */
export interface ShellCommand {
  /** Quotes removed, known variables replaced; the command's name first. */
  words: string[];
  place: Place;
}

const SEPARATOR = /^(?:&&|\|\||[;|&(){}])$/;
const PREFIX =
  /^(?:\w+=.*|sudo|exec|env|time|if|then|else|elif|do|while|until|!)$/s;
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da)?sh$/;

/** What RUN calls in the stages that end up in the image, in order. */
export function listCommands(flavour: FlavourFacts): ShellCommand[] {
  const variables = readVariables(flavour);
  const stages = finalStages(flavour);
  return listInstructions(flavour)
    .filter(({ keyword, stage }) => keyword === 'RUN' && stages.has(stage))
    .flatMap(({ text, place }) => {
      const body = text.replace(/^RUN\s+(?:--\w+(?:=\S+)?\s+)*/i, '');
      const known = replaceVariables(body, variables);
      const all = readExecForm(known) ?? splitShell(known);
      return all.map((words) => ({
        words,
        place: narrowPlace(flavour, place, words[0] ?? ''),
      }));
    });
}

/**
 * The line of a RUN that has this text on it: people look there, not at the
 * line where the RUN begins. A text that comes from a variable is on no line,
 * so it gets the line where the RUN begins.
 */
export function narrowPlace(
  { dockerfile, dockerfileText }: FlavourFacts,
  place: Place,
  text: string,
): Place {
  const lines = dockerfileText.split(/\r?\n/);
  for (let line = place.line ?? 1; line <= lines.length; line += 1) {
    const written = lines[line - 1]?.trim() ?? '';
    const isComment = written.startsWith('#');
    if (!isComment && text !== '' && written.includes(text)) {
      return { ...place, line };
    }
    if (!isComment && !written.endsWith(dockerfile.escape)) break;
  }
  return place;
}

function readExecForm(text: string): string[][] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? unwrap(words.map(String)) : undefined;
  } catch {
    return undefined;
  }
}

/** Enough of a shell's grammar to tell commands and their words apart. */
export function splitShell(text: string): string[][] {
  const tokens = text.match(
    /(?:'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|[^\s'"\\;|&()])+|&&|\|\||[;|&()]/g,
  );
  const commands: string[][] = [];
  let open: string[] = [];
  for (const token of tokens ?? []) {
    if (!SEPARATOR.test(token)) {
      open.push(removeQuotes(token));
      continue;
    }
    commands.push(open);
    open = [];
  }
  return [...commands, open].flatMap(unwrap);
}

function removeQuotes(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])/g,
    (_all, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$])/g, '$1') ?? escaped ?? '',
  );
}

/** Drops what stands before the command itself, and splits what a shell is given. */
function unwrap(words: string[]): string[][] {
  const start = words.findIndex((word) => !PREFIX.test(word));
  if (start < 0) return [];
  const own = words.slice(start);
  const script = own.findIndex((word) => /^-\w*c$/.test(word));
  return SHELL.test(own[0] ?? '') && script > 0
    ? splitShell(own[script + 1] ?? '')
    : [own];
}
