import { generateFlavour } from './flavour/flavour';
import { asNxGenerator } from './generator';

export const flavour = asNxGenerator(generateFlavour);
