import { joinLines } from '../../dockerfile/join-lines';
import { parseDirectives } from '../../dockerfile/parse-directives';
import { splitLines } from '../../dockerfile/split-lines';

/** One instruction of a Dockerfile, continuation lines joined. */
export interface BuildInstruction {
  /** 1-based, of its first line. */
  line: number;
  /** Upper-case: `RUN`. */
  keyword: string;
  /** All of it, white space collapsed: `RUN apt-get update && …`. */
  text: string;
}

/** Never fails: a broken Dockerfile is for the engine to report. */
export function parseInstructions(dockerfile: string): BuildInstruction[] {
  const lines = splitLines(dockerfile);
  const { escape } = parseDirectives(lines);
  return joinLines(lines, escape).map(({ text, line }) => ({
    line,
    keyword: keywordOf(text),
    text: collapse(text),
  }));
}

export function keywordOf(text: string): string {
  return (collapse(text).split(' ')[0] ?? '').toUpperCase();
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
