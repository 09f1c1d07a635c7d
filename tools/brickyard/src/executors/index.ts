import { smokeFlavours } from './docker-smoke/smoke-flavours';
import { testFlavours } from './docker-test/test-flavours';
import { batchExecutor, singleExecutor } from './executor-kinds';
import { lintFlavours } from './lint/lint-flavours';
import { lockFlavours } from './lock/lock-flavours';
import { targetRunner } from './target-runner';

const buildFlavours = targetRunner(false);
const pushFlavours = targetRunner(true);

export const dockerBuild = singleExecutor(buildFlavours);
export const dockerPush = singleExecutor(pushFlavours);
export const dockerBuildBatch = batchExecutor(buildFlavours);
export const dockerPushBatch = batchExecutor(pushFlavours);
export const dockerTest = singleExecutor(testFlavours);
export const dockerTestBatch = batchExecutor(testFlavours);
export const dockerSmoke = singleExecutor(smokeFlavours);
export const dockerSmokeBatch = batchExecutor(smokeFlavours);
export const lint = singleExecutor(lintFlavours);
export const lintBatch = batchExecutor(lintFlavours);
export const lock = singleExecutor(lockFlavours);
export const lockBatch = batchExecutor(lockFlavours);
