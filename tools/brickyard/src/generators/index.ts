import { generateFlavour } from './flavour/flavour';
import { asNxGenerator, asReportingGenerator } from './generator';
import { generateInit } from './init/init';
import { generateLibrary } from './library/library';
import { generateRemove } from './remove/remove';
import { generateRuntime } from './runtime/runtime';
import { sync } from './sync/sync';
import { generateUpgrade } from './upgrade/upgrade';

export const flavour = asNxGenerator(generateFlavour);
export const init = asNxGenerator(generateInit);
export const library = asNxGenerator(generateLibrary);
export const remove = asNxGenerator(generateRemove);
export const runtime = asNxGenerator(generateRuntime);
export const upgrade = asReportingGenerator(generateUpgrade);

export { sync };
