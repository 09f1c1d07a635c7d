import { findStage } from './find-stage';
import type { Stage } from './parsed-dockerfile';

/**
 * A stage that needs itself, through FROM, COPY or mounts. BuildKit looks for one in
 * the whole file, whatever it builds.
 */
export function findCircle(stages: readonly Stage[]): Stage | undefined {
  const states = new Map<Stage, 'open' | 'done'>();
  const visit = (stage: Stage): Stage | undefined => {
    const state = states.get(stage);
    if (state !== undefined) return state === 'open' ? stage : undefined;
    states.set(stage, 'open');
    for (const needed of listNeeded(stage, stages)) {
      const found = visit(needed);
      if (found !== undefined) return found;
    }
    states.set(stage, 'done');
    return undefined;
  };
  for (const stage of stages) {
    const found = visit(stage);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** BuildKit replaces no variables in these names. */
function listNeeded(stage: Stage, stages: readonly Stage[]): Stage[] {
  const before = stages.slice(0, stage.index);
  const sources = stage.instructions.flatMap(({ flags, mounts }) => [
    ...flags.filter(({ name }) => name === 'from').map(({ value }) => value),
    ...mounts.map(({ from }) => from),
  ]);
  return [
    findStage(stage.image.text, before) ?? [],
    ...sources.map((name) =>
      name === undefined
        ? []
        : (findStage(name.text.toLowerCase(), stages) ?? []),
    ),
  ].flat();
}
