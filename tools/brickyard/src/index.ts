export { defineImage } from './flavour/define-image';
export type { ImageDefinition } from './flavour/image-definition';
export { createDependencies } from './nx/create-dependencies';
export { createNodes } from './nx/create-nodes';
export { preTasksExecution } from './nx/pre-tasks-execution';
