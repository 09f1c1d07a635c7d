import type { HeredocBody, Instruction } from '../dockerfile/parsed-dockerfile';
import type { Place } from '../errors';
import { oncePer } from '../once-per';
import { joinTexts, mapLines, type MappedText } from '../script/mapped-text';
import type { FlavourFacts } from './rule';

/** An instruction, for rules that search its text. */
export interface InstructionText {
  /** Of ONBUILD, what it leaves to run. */
  instruction: Instruction;
  keyword: string;
  /** Comment lines left out, continued lines joined, heredocs after them. */
  text: string;
  /** The same, with its lines. */
  mapped: MappedText;
  /** Index of its stage; -1 before the first FROM. */
  stage: number;
  line: number;
  place: Place;
}

/** All that follow a FROM, and the ARGs before the first. */
export const listInstructions = oncePer(({ dockerfile }: FlavourFacts) => {
  const { file, globals, stages } = dockerfile;
  return [
    ...globals.map((each) => readInstruction(each, -1, file)),
    ...stages.flatMap(({ index, instructions }) =>
      instructions.map((each) => readInstruction(each, index, file)),
    ),
  ];
});

function readInstruction(
  written: Instruction,
  stage: number,
  file: string,
): InstructionText {
  const { keyword, line, source } = written;
  const mapped = joinTexts(
    [
      mapPieces(written, file),
      ...source.heredocs.map((body) => mapHeredoc(body, file)),
    ],
    '\n',
  );
  const instruction = written.trigger ?? written;
  const { text } = mapped;
  const place = { file, line };
  return { instruction, keyword, text, mapped, stage, line, place };
}

function mapPieces({ source }: Instruction, file: string): MappedText {
  const pieces = source.pieces.map(({ at, line }) => ({ at, file, line }));
  return { text: source.text.trim(), pieces: shift(pieces, source.text) };
}

/** What stands before the keyword is taken off. */
function shift(pieces: MappedText['pieces'], text: string) {
  const blanks = text.length - text.trimStart().length;
  return pieces.map((piece) => ({
    ...piece,
    at: Math.max(0, piece.at - blanks),
  }));
}

/** Its lines as they are, the tabs of `<<-` too. */
export function mapHeredoc(
  { text, line }: HeredocBody,
  file: string,
): MappedText {
  return mapLines(text, { file, line });
}
