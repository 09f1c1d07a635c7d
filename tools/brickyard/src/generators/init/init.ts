import type { Tree } from '@nx/devkit';

import { parseLanguages } from '../flavour/parse-options';
import type { Told } from '../generator';
import { nextSteps } from '../next-steps';
import type { List } from '../split-list';
import { pluginFolder } from '../starters/plugin-package';
import { addDependency } from './add-dependency';
import { addLines } from './add-lines';
import { addPlugin } from './add-plugin';
import { copyStarters } from './copy-starters';
import { selectStarters } from './select-starters';

/** What `schema.json` lets a user set. */
export interface InitOptions {
  languages?: List;
  registry?: string;
  namespace?: string;
}

/**
 * `nx g brickyard:init`: what a workspace needs for a first flavour. Keeps
 * existing files, so a second run changes nothing.
 */
export function generateInit(tree: Tree, options: InitOptions): Told {
  const languages = parseLanguages(options.languages ?? 'both');
  addPlugin(tree, options);
  addDependency(tree, pluginFolder);
  addLines(tree, '.gitignore', ['dist/', 'node_modules/', '.nx/']);
  addLines(tree, '.nxignore', ['packages/**/*.md']);
  const names = selectStarters(languages);
  const added = copyStarters(tree, pluginFolder, names);
  return [
    added.length === 0
      ? `packages/ has ${names.join(', ')} already`
      : `added ${added.join(', ')}: flavours of your own are built on them`,
    ...nextSteps(
      tree,
      [
        'npx nx g brickyard:flavour my-team',
        'npx brickyard refresh   # locks the base images to a digest',
        'npx nx run-many -t docker-build',
      ],
      ['npm install'],
    ),
  ];
}
