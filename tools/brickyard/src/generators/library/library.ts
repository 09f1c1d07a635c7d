import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import { flavoursFolder } from '../../workspace/list-flavours';
import { checkName } from '../check-name';
import { chooseParent } from '../choose-parent';
import { chooseRuntimes } from '../choose-runtimes';
import { parseDescription } from '../flavour/parse-options';
import type { Told } from '../generator';
import { nextSteps } from '../next-steps';
import { type List, splitList } from '../split-list';
import { listTreeFlavours } from '../tree-flavours';
import { readTreeWorkspace } from '../tree-workspace';
import { type LibraryPlan, renderInstallLine } from './library-plan';
import { renderPythonLibrary } from './render-python';
import { renderRLibrary } from './render-r';

/** What `schema.json` lets a user set. */
export interface LibraryOptions {
  name: string | number;
  language?: string;
  parent?: string;
  runtimes?: List;
  description?: string;
}

/** `nx g brickyard:library`: an in-house package that flavours install with one line. */
export function generateLibrary(tree: Tree, options: LibraryOptions): Told {
  const plan = planLibrary(tree, options);
  const { name, language, localNamespace } = plan;
  const files =
    language === 'python' ? renderPythonLibrary(plan) : renderRLibrary(plan);
  for (const [file, text] of Object.entries(files))
    tree.write(posix.join(flavoursFolder, name, file), text);
  return [
    `${name}: a library for ${language === 'python' ? 'Python' : 'R'}, made on ${localNamespace}/${plan.parent}`,
    ...nextSteps(tree, [`npx nx docker-build ${name}`]),
    'and in the last stage of the Dockerfile of a flavour that takes it:',
    '',
    renderInstallLine(plan),
  ];
}

function planLibrary(tree: Tree, options: LibraryOptions): LibraryPlan {
  const name = String(options.name);
  const { localNamespace, runtimes: known } = readTreeWorkspace(tree);
  checkName(tree, name, localNamespace);
  const language = parseLanguage(options.language);
  if (language === 'r') checkRName(name);
  const parent = chooseParent(tree, listTreeFlavours(tree), {
    parent: options.parent || undefined,
    languages: [language],
  });
  const runtimes = chooseRuntimes(tree, {
    asked: splitList(options.runtimes),
    parent,
    mounted: [],
    known,
  });
  return {
    ...{ name, language, localNamespace },
    parent: parent.name,
    runtimes: runtimes.map((line) => line.name),
    oldestPython: oldestOf(known.map(({ python }) => python.version)),
    description:
      parseDescription(options.description)?.replace(/\.$/, '') ??
      `In-house ${language === 'python' ? 'Python library' : 'R package'} ${name}`,
  };
}

function parseLanguage(language = 'python'): 'python' | 'r' {
  const word = language.toLowerCase();
  if (word === 'python' || word === 'r') return word;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--language: '${language}' is not a language of libraries`,
    { hint: 'write python or r' },
  );
}

/** https://cran.r-project.org/doc/manuals/R-exts.html#The-DESCRIPTION-file */
function checkRName(name: string): void {
  if (/^[a-z][a-z0-9.]*[a-z0-9]$/.test(name)) return;
  const proposal = name.replace(/[^a-z0-9.]/g, '').replace(/^[^a-z]+/, '');
  throw new BrickyardError(
    'NAME_INVALID',
    `'${name}' is not a valid name of an R package: it may hold letters, digits and ".", and starts with a letter`,
    proposal.length > 1 ? { hint: `as in ${proposal}` } : {},
  );
}

/** `3.9` is older than `3.11`. */
function oldestOf(versions: readonly string[]): string {
  const minor = (version: string) => Number(version.split('.')[1]);
  return [...versions].sort((a, b) => minor(a) - minor(b))[0] ?? '3.11';
}
