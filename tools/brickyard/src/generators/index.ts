import type { AddOptions } from './add/add';
import { generateFlavour } from './flavour/flavour';
import { asNxGenerator, asNxTask, asReportingGenerator } from './generator';
import { generateInit } from './init/init';
import { generateLibrary } from './library/library';
import { generateRemove } from './remove/remove';
import { generateRuntime } from './runtime/runtime';
import { sync } from './sync/sync';
import { generateUpgrade } from './upgrade/upgrade';

/** Loaded when it is called: no other generator needs an engine's library. */
export const add = asNxTask<AddOptions>(async (tree, options) => {
  const { generateAdd } = await import('./add/add');
  return generateAdd(tree, options);
});
export const flavour = asNxGenerator(generateFlavour);
export const init = asNxGenerator(generateInit);
export const library = asNxGenerator(generateLibrary);
export const remove = asNxGenerator(generateRemove);
export const runtime = asNxGenerator(generateRuntime);
export const upgrade = asReportingGenerator(generateUpgrade);

export { sync };
