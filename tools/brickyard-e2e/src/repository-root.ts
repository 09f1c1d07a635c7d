import { resolve } from 'node:path';

/** Of this checkout: where node_modules, packages and the lab are. */
export const repositoryRoot = resolve(__dirname, '../../..');
