import { generateFlavour } from './flavour/flavour';
import { asNxGenerator } from './generator';
import { sync } from './sync/sync';

export const flavour = asNxGenerator(generateFlavour);

export { sync };
