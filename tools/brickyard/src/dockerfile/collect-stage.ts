import { collectCopy } from './collect-copy';
import { collectMount } from './collect-mount';
import { findStage, SCRATCH } from './find-stage';
import type { Instruction, Stage } from './parsed-dockerfile';
import { isImage, resolveWord, type Site } from './resolve-word';
import { applyEnv, declareArgs } from './scope';
import type { StageInputs, StageUse } from './stage-use';

/** A stage with its FROM resolved and nothing else collected yet. */
export function openStage(stage: Stage, inputs: StageInputs): StageUse {
  const use: StageUse = {
    stage,
    fromScratch: false,
    sources: [],
    images: [],
    context: [],
    secretIds: new Set(),
    scope: { values: new Map(), declared: new Set() },
  };
  const { line, image: word } = stage;
  const site = { part: 'FROM', line, scope: inputs.globals };
  checkPlatform(stage, site, inputs);
  const image = resolveWord(word, site, inputs);
  if (image === undefined) return use;
  const base = findStage(image, inputs.parsed.stages.slice(0, stage.index));
  if (base) {
    use.base = base.index;
  } else if (image === SCRATCH) {
    use.fromScratch = true;
  } else if (isImage(image, site, inputs)) {
    use.images.push({ kind: 'from', image, line, range: word.range });
  }
  return use;
}

function checkPlatform(stage: Stage, site: Site, inputs: StageInputs): void {
  if (stage.platform === undefined) return;
  const part = 'FROM --platform';
  const platform = resolveWord(stage.platform, { ...site, part }, inputs);
  if (platform === '')
    inputs.report(
      site.line,
      `${part} ${stage.platform.text}: names no platform`,
    );
}

/**
 * Walks the instructions. BuildKit hands ENV and ARG of a stage on to the
 * stages that start from it (seen on Engine 20.10, and in its current source),
 * and runs its ONBUILD there first.
 */
export function collectStage(
  use: StageUse,
  base: StageUse | undefined,
  inputs: StageInputs,
): void {
  use.scope.values = new Map(base?.scope.values);
  use.scope.declared = new Set(base?.scope.declared);
  const triggers = base?.stage.instructions.flatMap(
    ({ trigger }) => trigger ?? [],
  );
  const { instructions } = use.stage;
  for (const instruction of [...(triggers ?? []), ...instructions])
    collectInstruction(use, instruction, inputs);
}

function collectInstruction(
  use: StageUse,
  instruction: Instruction,
  inputs: StageInputs,
): void {
  switch (instruction.keyword) {
    case 'ARG':
      declareArgs(use.scope, instruction, inputs, inputs.globals);
      break;
    case 'ENV':
      applyEnv(use.scope, instruction, inputs);
      break;
    case 'COPY':
    case 'ADD':
      collectCopy(use, instruction, inputs);
      break;
    case 'RUN':
      for (const mount of instruction.mounts) {
        collectMount(use, mount, instruction.line, inputs);
      }
  }
}
