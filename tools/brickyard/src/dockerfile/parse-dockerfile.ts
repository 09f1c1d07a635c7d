import { type Problem, problemsError } from '../errors';
import { checkInstruction } from './check-instruction';
import { joinLines } from './join-lines';
import { parseDirectives } from './parse-directives';
import { parseInstruction } from './parse-instruction';
import type { Instruction, ParsedDockerfile, Stage } from './parsed-dockerfile';
import { splitLines } from './split-lines';

type Report = (line: number, message: string) => void;

/** Throws DOCKERFILE_INVALID with every fault of form, each with its line. */
export function parseDockerfile(text: string, file: string): ParsedDockerfile {
  const problems: Problem[] = [];
  const report: Report = (line, message) =>
    problems.push({ place: { file, line }, message });

  const lines = splitLines(text);
  const { escape, syntax, faults } = parseDirectives(lines);
  for (const { line, message } of faults) report(line, message);

  const instructions = joinLines(lines, escape).map((logical) => {
    const instruction = parseInstruction(logical, escape);
    for (const message of checkInstruction(instruction, logical, escape)) {
      report(logical.line, message);
    }
    return instruction;
  });
  if (instructions.length === 0) {
    report(1, 'holds no instruction; expected at least FROM');
  }
  const { globals, stages } = groupStages(instructions, report);
  if (problems.length > 0) throw problemsError('DOCKERFILE_INVALID', problems);
  return { file, escape, syntax, globals, stages };
}

function groupStages(instructions: Instruction[], report: Report) {
  const globals: Instruction[] = [];
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const { keyword, line } = instruction;
    const stage = stages.at(-1);
    if (keyword === 'FROM') {
      addStage(stages, instruction);
    } else if (stage) {
      stage.instructions.push(instruction);
      checkStageIndex(stages, instruction, report);
    } else if (keyword === 'ARG') {
      globals.push(instruction);
    } else {
      report(line, `${keyword} before the first FROM; only ARG may stand here`);
    }
  }
  const last = instructions.at(-1);
  if (last && stages.length === 0) report(last.line, 'there is no FROM');
  return { globals, stages };
}

function addStage(stages: Stage[], from: Instruction): void {
  const [image, , alias] = from.words;
  const name = alias?.text.toLowerCase();
  stages.push({
    index: stages.length,
    name,
    line: from.line,
    // A FROM without an image is reported already; the stage keeps its place.
    image: image ?? { text: '', range: [0, 0] },
    platform: from.flags.find((flag) => flag.name === 'platform')?.value,
    instructions: [],
  });
}

function checkStageIndex(
  stages: Stage[],
  { keyword, flags, line }: Instruction,
  report: Report,
): void {
  const from = flags.find((flag) => flag.name === 'from')?.value?.text ?? '';
  if (keyword !== 'COPY' || !/^\d+$/.test(from)) return;
  const before = stages.length - 1;
  if (Number(from) >= before) {
    report(
      line,
      `COPY --from=${from}: there is no stage ${from} before this one (${before} stage${before === 1 ? '' : 's'} before it, counted from 0)`,
    );
  }
}
