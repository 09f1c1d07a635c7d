import type { Problem } from '../errors';
import { collectStage, openStage } from './collect-stage';
import { expandWord } from './expand';
import { findCircle } from './find-circle';
import { findStage, SCRATCH } from './find-stage';
import type { ParsedDockerfile, Stage } from './parsed-dockerfile';
import { isImage } from './resolve-word';
import { evaluateGlobals, lookupIn } from './scope';
import type { StageInputs, StageUse } from './stage-use';

export interface Reached {
  /** In the order of the file. */
  uses: StageUse[];
  /** Names of the ARGs before the first FROM. */
  globalArgs: Iterable<string>;
  problems: Problem[];
}

/** The target and every stage that it needs; of others, only their FROM is looked at. */
export function reachStages(
  parsed: ParsedDockerfile,
  target: number,
  buildArgs: Readonly<Record<string, string>>,
): Reached {
  const { file, escape } = parsed;
  const problems: Problem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ place: { file, line }, message });
  };
  const targetStage = parsed.stages[target]?.name ?? 'default';
  const globals = evaluateGlobals(parsed.globals, {
    ...{ escape, buildArgs, report },
    targetStage,
  });
  const inputs = { parsed, escape, buildArgs, globals, report };
  const reached = new Map<number, StageUse>();
  visitStage(target, reached, inputs);
  for (const stage of parsed.stages)
    if (!reached.has(stage.index)) checkUnreached(stage, inputs);
  // A stage that is built has been told of what it cannot read.
  const circle = problems.length > 0 ? undefined : findCircle(parsed.stages);
  if (circle !== undefined)
    report(
      circle.line,
      `the stage ${circle.name ?? circle.index} needs itself, through its COPY --from, a mount, or a stage that they name`,
    );
  const uses = [...reached.values()].sort(byPosition);
  return { uses, globalArgs: globals.declared, problems };
}

/** Ends because a stage can name only stages before it. */
function visitStage(
  index: number,
  reached: Map<number, StageUse>,
  inputs: StageInputs,
): StageUse | undefined {
  const stage = inputs.parsed.stages[index];
  if (stage === undefined || reached.has(index)) return reached.get(index);
  const use = openStage(stage, inputs);
  reached.set(index, use);
  const base =
    use.base === undefined ? undefined : visitStage(use.base, reached, inputs);
  collectStage(use, base, inputs);
  for (const source of use.sources) visitStage(source, reached, inputs);
  return use;
}

/** BuildKit wants an image in every FROM, whatever it builds. */
function checkUnreached(
  { image, index, line }: Stage,
  inputs: StageInputs,
): void {
  const { globals, parsed, report } = inputs;
  const lookup = lookupIn(globals);
  const { text, fault } = expandWord(image.text, inputs.escape, lookup);
  if (fault !== undefined) report(line, `FROM ${image.text}: ${fault}`);
  else if (text === '') report(line, `FROM ${image.text}: names no image`);
  else if (text !== SCRATCH && !findStage(text, parsed.stages.slice(0, index)))
    isImage(text, { part: 'FROM', line, scope: globals }, inputs);
}

function byPosition(a: StageUse, b: StageUse): number {
  return a.stage.index - b.stage.index;
}
