import { aptStage } from './apt/apt-stage';
import type { LockKindName } from './kind/lock';
import type { StageWork } from './kind/lock-kind';
import { pythonStage } from './python/python-stage';

/**
 * How kinds are resolved that need a stage `lock`. A table of its own: `nx lock`
 * alone asks it, and plans need none of what it loads.
 */
export const stageTable: Readonly<Partial<Record<LockKindName, StageWork>>> = {
  apt: aptStage,
  python: pythonStage,
};
