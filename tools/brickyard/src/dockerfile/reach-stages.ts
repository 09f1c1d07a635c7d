import type { Problem } from '../errors';
import { collectStage, openStage } from './collect-stage';
import type { ParsedDockerfile } from './parsed-dockerfile';
import { evaluateGlobals } from './scope';
import type { StageInputs, StageUse } from './stage-use';

export interface Reached {
  /** In the order of the file. */
  uses: StageUse[];
  /** Names of the ARGs before the first FROM. */
  globalArgs: Iterable<string>;
  problems: Problem[];
}

/** The target and every stage that it needs; others are ignored. */
export function reachStages(
  parsed: ParsedDockerfile,
  target: number,
  buildArgs: Readonly<Record<string, string>>,
): Reached {
  const { file, escape } = parsed;
  const problems: Problem[] = [];
  const globals = evaluateGlobals(parsed.globals, { escape, buildArgs });
  const inputs: StageInputs = {
    ...{ parsed, escape, buildArgs, globals },
    report: (line, message) =>
      problems.push({ place: { file, line }, message }),
  };
  const reached = new Map<number, StageUse>();
  visitStage(target, reached, inputs);
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
  collectStage(use, base?.scope, inputs);
  for (const source of use.sources) visitStage(source, reached, inputs);
  return use;
}

function byPosition(a: StageUse, b: StageUse): number {
  return a.stage.index - b.stage.index;
}
