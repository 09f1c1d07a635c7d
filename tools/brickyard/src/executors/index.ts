import { defineTarget } from './define-target';
import { smokeTarget } from './docker-smoke/smoke-target';
import { testTarget } from './docker-test/test-target';
import { batchExecutor, singleExecutor } from './executor-kinds';
import { imageTarget } from './image-target';
import { lintTarget } from './lint/lint-target';
import { lockTarget } from './lock/lock-target';

const runBuild = defineTarget(imageTarget(false));
const runPush = defineTarget(imageTarget(true));
const runTest = defineTarget(testTarget);
const runSmoke = defineTarget(smokeTarget);
const runLint = defineTarget(lintTarget);
const runLock = defineTarget(lockTarget);

export const dockerBuild = singleExecutor(runBuild);
export const dockerBuildBatch = batchExecutor(runBuild);
export const dockerPush = singleExecutor(runPush);
export const dockerPushBatch = batchExecutor(runPush);
export const dockerTest = singleExecutor(runTest);
export const dockerTestBatch = batchExecutor(runTest);
export const dockerSmoke = singleExecutor(runSmoke);
export const dockerSmokeBatch = batchExecutor(runSmoke);
export const lint = singleExecutor(runLint);
export const lintBatch = batchExecutor(runLint);
export const lock = singleExecutor(runLock);
export const lockBatch = batchExecutor(runLock);
