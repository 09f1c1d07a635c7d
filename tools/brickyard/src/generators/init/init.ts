import type { Tree } from '@nx/devkit';

import { parseLanguages } from '../flavour/parse-options';
import type { Told } from '../generator';
import type { List } from '../split-list';
import { pluginFolder } from '../starters/plugin-package';
import { addDependency } from './add-dependency';
import { addLines } from './add-lines';
import { addPlugin } from './add-plugin';
import { checkStarters } from './check-starters';
import { copyStarters } from './copy-starters';
import { firstSteps } from './first-steps';
import { selectStarters } from './select-starters';

/** What `schema.json` lets a user set. */
export interface InitOptions {
  languages?: List;
  registry?: string;
  namespace?: string;
  ci?: List;
}

/**
 * `nx g brickyard:init`: what a workspace needs for a first flavour. Keeps
 * existing files, so a second run changes nothing.
 */
export function generateInit(tree: Tree, options: InitOptions): Told {
  const languages = parseLanguages(options.languages ?? 'both');
  const names = selectStarters(languages);
  checkStarters(tree, names);
  addPlugin(tree, options);
  const isNew = addDependency(tree, pluginFolder);
  addLines(tree, '.gitignore', ['dist/', 'node_modules/', '.nx/']);
  addLines(tree, '.nxignore', ['packages/**/*.md']);
  const added = copyStarters(tree, pluginFolder, names);
  return [
    added.length === 0
      ? `packages/ has ${names.join(', ')} already`
      : `added ${added.join(', ')}: flavours of your own are built on them`,
    ...firstSteps(tree, languages, isNew ? ['npm install'] : []),
  ];
}
