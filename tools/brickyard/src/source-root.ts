/** The folder of the plugin's own sources, wherever a module of it lies. */
export const sourceRoot = __dirname;
