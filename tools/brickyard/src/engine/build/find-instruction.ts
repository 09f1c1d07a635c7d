import type { BuildInstruction } from './instructions';
import { collapse, keywordOf, parseInstructions } from './instructions';

/** `[stage 3/7] RUN …`, the name that BuildKit gives to a step. */
interface StepName {
  stage?: string;
  index: number;
  total: number;
  /** The instruction with its ARGs expanded. */
  text: string;
}

interface Stage {
  from: BuildInstruction;
  name?: string;
  /** What BuildKit counts: not ARG, ENV, LABEL … */
  steps: BuildInstruction[];
}

/** In a stage of ten steps and more, short numbers are padded: `[stage  3/12]`. */
const STEP_NAME = /^\[(?:[^\]]*?(\S+) )? *(\d+)\/(\d+)\] (.*)$/s;
const FROM = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i;
const COUNTED: readonly string[] = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/** The instruction in a step's name, without the counter. */
export function stepText(name: string): string {
  return collapse(parseStepName(name)?.text ?? name);
}

/**
 * The instruction that a step came from; `undefined` when none or
 * several match. Its number within the stage decides, or its text where the
 * numbers do not fit (ONBUILD adds steps).
 */
export function findInstruction(
  name: string,
  dockerfile: string,
): BuildInstruction | undefined {
  const step = parseStepName(name);
  if (step === undefined) return undefined;
  const instructions = parseInstructions(dockerfile);
  const numbered = selectStages(readStages(instructions), step.stage)
    .filter(({ steps }) => steps.length === step.total)
    .map(({ steps }) => steps[step.index - 1])
    .filter((instruction) => instruction !== undefined)
    .filter(({ keyword }) => keyword === keywordOf(step.text));
  return (
    only(numbered) ??
    only(instructions.filter((i) => fits(i, step.text))) ??
    findTrigger(step, readStages(instructions))
  );
}

/** A step that an image below left to run with ONBUILD: FROM brings it in. */
function findTrigger(
  { text, stage: name }: StepName,
  stages: readonly Stage[],
): BuildInstruction | undefined {
  const stage = only(selectStages(stages, name));
  if (keywordOf(text) !== 'ONBUILD' || stage === undefined) return undefined;
  const { line, text: from } = stage.from;
  const own = collapse(text);
  return { line, keyword: 'ONBUILD', text: `${from} with its ${own}` };
}

function parseStepName(name: string): StepName | undefined {
  const [, stage, index, total, text] = STEP_NAME.exec(name) ?? [];
  if (text === undefined) return undefined;
  return { stage, index: Number(index), total: Number(total), text };
}

function readStages(instructions: readonly BuildInstruction[]): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      stages.push(openStage(instruction, stages));
    } else if (COUNTED.includes(instruction.keyword)) {
      stages.at(-1)?.steps.push(instruction);
    }
  }
  return stages;
}

/** FROM itself is a step only where something is pulled. */
function openStage(from: BuildInstruction, earlier: readonly Stage[]): Stage {
  const [, base = '', name] = FROM.exec(from.text) ?? [];
  const isStage = earlier.some((stage) => sameName(stage.name, base));
  return { from, name, steps: isStage || base === 'scratch' ? [] : [from] };
}

function selectStages(stages: readonly Stage[], name?: string): Stage[] {
  if (name === undefined) return [...stages];
  return stages.filter(
    (stage, i) => sameName(stage.name, name) || `stage-${i}` === name,
  );
}

function fits({ keyword, text }: BuildInstruction, expanded: string): boolean {
  if (keyword !== keywordOf(expanded)) return false;
  // After the first variable the two texts may differ.
  const [literal = ''] = argumentsOf(text).split('$');
  const actual = argumentsOf(expanded);
  return text.includes('$') ? actual.startsWith(literal) : actual === literal;
}

function argumentsOf(text: string): string {
  return collapse(text).replace(/^\S+ ?/, '');
}

function sameName(name: string | undefined, other: string): boolean {
  return name?.toLowerCase() === other.toLowerCase();
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
