import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { flavoursFolder } from '../../workspace/list-flavours';
import { checkName } from '../check-name';
import { chooseParent, type FlavourLanguage } from '../choose-parent';
import { chooseRuntimes } from '../choose-runtimes';
import type { Told } from '../generator';
import { nextSteps } from '../next-steps';
import { splitList } from '../split-list';
import { findTreeFlavour, listTreeFlavours } from '../tree-flavours';
import { readTreeWorkspace } from '../tree-workspace';
import { checkPackages } from './check-packages';
import {
  type FlavourOptions,
  parseDescription,
  parseLanguages,
} from './parse-options';
import { type FlavourPlan, renderFlavour } from './plan-flavour';

/** `nx g brickyard:flavour`: a folder that lints, locks and builds at once. */
export function generateFlavour(tree: Tree, options: FlavourOptions): Told {
  const plan = planFlavour(tree, options);
  for (const [file, text] of Object.entries(renderFlavour(plan)))
    tree.write(posix.join(flavoursFolder, plan.name, file), text);
  const { name, parent, runtimes, localNamespace } = plan;
  return [
    `${name}: ${renderLanguages(plan.languages)} on ${localNamespace}/${parent}, for ${runtimes.join(', ')}`,
    ...nextSteps(tree, [
      ...(plan.languages.some((each) => ['python', 'r'].includes(each))
        ? [`npx nx lock ${name}`]
        : []),
      `npx nx lint ${name}`,
      `npx nx docker-build ${name}`,
      `npx nx docker-test ${name}`,
    ]),
  ];
}

function planFlavour(tree: Tree, options: FlavourOptions): FlavourPlan {
  const name = String(options.name);
  const { localNamespace, runtimes: known } = readTreeWorkspace(tree);
  checkName(tree, name, localNamespace);
  const flavours = listTreeFlavours(tree);
  const languages = parseLanguages(options.languages ?? 'python');
  const parent = chooseParent(tree, flavours, {
    parent: options.parent || undefined,
    languages,
  });
  const usesToolbox = languages.includes('python') || languages.includes('r');
  const runtimes = chooseRuntimes(tree, {
    asked: splitList(options.runtimes),
    parent,
    mounted: usesToolbox ? [findTreeFlavour(flavours, 'toolbox')] : [],
    known,
  });
  const packages = splitList(options.packages);
  const rPackages = splitList(options.rPackages);
  checkPackages({ packages, rPackages }, { languages, runtimes });
  const owners = splitList(options.owners);
  return {
    ...{ name, localNamespace, languages, packages, rPackages },
    parent: parent.name,
    runtimes: runtimes.map((line) => line.name),
    owners: owners.length === 0 ? undefined : owners,
    description:
      parseDescription(options.description) ??
      `The ${name} cluster: ${parent.name} and packages of its own`,
  };
}

function renderLanguages(languages: readonly FlavourLanguage[]): string {
  return languages.length === 0 ? 'no language' : languages.join(' and ');
}
