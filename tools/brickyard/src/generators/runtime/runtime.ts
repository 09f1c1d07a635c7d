import { resolve } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import { fetchPage } from '../../http/fetch-page';
import { parseRuntime } from '../../runtime/catalogue';
import {
  FIRST_BARE_MAJOR,
  parseLineNumber,
  printLineNumber,
} from '../../runtime/line-number';
import type { Runtime } from '../../runtime/schema';
import type { Told } from '../generator';
import { nextSteps } from '../next-steps';
import { type List, splitList } from '../split-list';
import { readTreeWorkspace, type TreeWorkspace } from '../tree-workspace';
import { writeJson } from '../write-json';
import { addRuntimesOption } from './add-runtimes-option';
import { mergeReleases, type NamedFacts } from './merge-releases';
import { parseRelease } from './parse-release';
import { planLine } from './plan-line';
import { planUpgrade } from './plan-upgrade';
import { readList } from './read-list';
import type { ReleaseFacts } from './release-facts';
import { type RuntimeOptions, spellLine } from './runtime-options';

/** `nx g brickyard:runtime`: a line for the workspace's catalogue; flavours may move to it. */
export async function generateRuntime(
  tree: Tree,
  options: RuntimeOptions,
): Promise<Told> {
  const name = spellLine(options.line);
  const workspace = readTreeWorkspace(tree);
  const { line, told } = await provideLine(tree, { name, options, workspace });
  const replace =
    options.replace === undefined ? undefined : spellLine(options.replace);
  const files = planUpgrade(tree, {
    line,
    flavours: splitList(options.upgrade),
    replace,
    localNamespace: workspace.localNamespace,
  });
  for (const { file, text } of files) tree.write(file, text);
  const names = files.map(({ flavour }) => flavour).join(',');
  return [
    ...told,
    ...files.map(
      ({ file, runtimes }) => `${file}: runtimes ${runtimes.join(', ')}`,
    ),
    ...nextSteps(
      tree,
      files.length === 0
        ? [`npx nx g brickyard:runtime ${name} --upgrade=all`]
        : [
            `npx nx run-many -t lock -p ${names}`,
            'npx brickyard refresh',
            `npx nx run-many -t docker-build docker-test -p ${names} --runtime=${name}`,
          ],
    ),
  ];
}

interface ProvideRequest {
  name: string;
  options: RuntimeOptions;
  workspace: TreeWorkspace;
}

/** The known one, when flavours are moved and no facts are given; else a new one. */
async function provideLine(
  tree: Tree,
  request: ProvideRequest,
): Promise<{ line: Runtime; told: string[] }> {
  const { name, options, workspace } = request;
  const { line: _line, upgrade, replace: _replace, ...facts } = options;
  const hasFacts = Object.values(facts).some((value) => value !== undefined);
  const before = workspace.runtimes.findLast((line) => line.name === name);
  if (before === undefined) return addLine(tree, request);
  if (hasFacts || upgrade === undefined) {
    throw new BrickyardError(
      'NAME_TAKEN',
      `${name} is in the catalogue already`,
      {
        hint: `--upgrade=a,b alone moves flavours to it; its facts are in ${workspace.options.runtimes ?? 'the built-in catalogue'}`,
      },
    );
  }
  return { line: before, told: [] };
}

async function addLine(
  tree: Tree,
  { name, options, workspace }: ProvideRequest,
): Promise<{ line: Runtime; told: string[] }> {
  checkLineName(name, options);
  const release = await readRelease(tree, options.from);
  const addresses = splitList(options.from).filter(isAddress);
  const source = options.source ?? addresses.map(withoutSecrets);
  const { line, notes } = planLine({
    name,
    options: { ...options, source },
    release,
    known: workspace.runtimes,
  });
  const folder = addRuntimesOption(tree, workspace.options);
  const file = `${folder}/${name}.json`;
  const checked = parseRuntime(JSON.stringify(line), file);
  writeJson(tree, file, checked);
  const pins = Object.keys(checked.notebook).length;
  return {
    line: checked,
    told: [
      `${name}: ${file}, with ${pins} pins of notebook packages`,
      ...notes,
    ],
  };
}

function checkLineName(name: string, { databricks }: RuntimeOptions): void {
  if (databricks === false || isLineName(name)) return;
  throw new BrickyardError(
    'NAME_INVALID',
    `'${name}' is not a Databricks Runtime line: their names look like 17.3-LTS, 18 or 18-LTS`,
    {
      hint: 'for a stand-in that no cluster starts on, add --databricks=false',
    },
  );
}

/** Only from 18 on is there a line without a minor number. */
function isLineName(name: string): boolean {
  const number = parseLineNumber(name);
  if (number === undefined) return false;
  const { major, minor } = number;
  const isLine = minor !== undefined || major >= FIRST_BARE_MAJOR;
  return isLine && name.replace(/-LTS$/, '') === printLineNumber(number);
}

/** One file or address after the other; two must not contradict each other. */
async function readRelease(
  tree: Tree,
  from: List | undefined,
): Promise<ReleaseFacts | undefined> {
  const all: NamedFacts[] = [];
  for (const name of splitList(from)) {
    const text = isAddress(name)
      ? await fetchPage(name)
      : readList(resolve(tree.root, name), name);
    const shown = withoutSecrets(name);
    all.push({ shown, facts: parseRelease(text, shown) });
  }
  return all.length === 0 ? undefined : mergeReleases(all);
}

/** An address is kept and shown; user, password and query may be secret. */
function withoutSecrets(from: string): string {
  if (!isAddress(from)) return from;
  return from.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}

function isAddress(from: string): boolean {
  return /^[a-z]+:\/\//i.test(from);
}
