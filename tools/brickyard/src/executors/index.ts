import { defineTarget } from './define-target';
import { batchExecutor, singleExecutor } from './executor-kinds';

const runBuild = defineTarget(async () => {
  const { imageTarget } = await import('./image-target');
  return imageTarget(false);
});
const runPush = defineTarget(async () => {
  const { imageTarget } = await import('./image-target');
  return imageTarget(true);
});
const runTest = defineTarget(
  async () => (await import('./docker-test/test-target')).testTarget,
);
const runSmoke = defineTarget(
  async () => (await import('./docker-smoke/smoke-target')).smokeTarget,
);
const runLint = defineTarget(
  async () => (await import('./lint/lint-target')).lintTarget,
);
const runLock = defineTarget(
  async () => (await import('./lock/lock-target')).lockTarget,
);

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
