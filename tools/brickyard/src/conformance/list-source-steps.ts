import type { Instruction } from '../dockerfile/parsed-dockerfile';
import type { Place } from '../errors';
import type { FlavourFacts } from './rule';

export interface SourceStep extends Instruction {
  place: Place;
}

/** Every instruction of every stage; in place of ONBUILD, what it leaves to run. */
export function listSourceSteps(
  flavour: FlavourFacts | undefined,
): SourceStep[] {
  const { file = '', stages = [] } = flavour?.dockerfile ?? {};
  return stages.flatMap(({ instructions }) =>
    instructions.map((instruction) => {
      const step = instruction.trigger ?? instruction;
      return { ...step, place: { file, line: step.line } };
    }),
  );
}
