import { renderLines } from '../outlet/printable';
import type { InitPlan, InitStep } from '../run/init/plan-init';

/** A line for each step of `brickyard init`. */
export function renderInitPlan(plan: InitPlan): string {
  return renderLines(plan.map(describe));
}

export function renderInitStep(step: InitStep): string {
  return renderLines([describe(step)]);
}

function describe(step: InitStep): string {
  switch (step.kind) {
    case 'repository':
      return `git init --initial-branch=${step.branch}`;
    case 'file':
      return `write ${step.path}`;
    case 'package':
      return `write ${step.path}, which is this Brickyard itself`;
    case 'npm':
      return `npm ${step.words.join(' ')}`;
    case 'generator':
      return `npx nx g ${step.words.join(' ')}`;
  }
}
