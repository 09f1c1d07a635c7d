import { homedir } from 'node:os';
import { env, platform } from 'node:process';

import type { Conformance } from '../../brickyard/src/conformance/check-conformance';
import { ruleTable } from '../../brickyard/src/conformance/rule-table';
import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import {
  build,
  packFiles,
} from '../../brickyard/src/engine/testing/contract-request';
import { diagnoseImage } from '../../brickyard/src/run/doctor/diagnose-image';
import {
  lintImages,
  planLint,
} from '../../brickyard/src/run/test/lint-flavours';
import {
  builtInRuntimes,
  findRuntime,
} from '../../brickyard/src/runtime/catalogue';
import type { Runtime } from '../../brickyard/src/runtime/schema';
import { readWorkspace } from '../../brickyard/src/workspace/read-workspace';
import { badImages, badSources, badStages } from './bad-images';
import { brokenRules } from './broken-rules';
import { expectSuccess } from './expectations';
import { findPlaceRuntime } from './scratch-profile';
import { TestBed } from './test-bed';

const engine = connectEngine({ env, platform, home: homedir() });
/** `good`, `languages`, `sources`: the findings of the rules for each. */
const said = new Map<string, Conformance>();
let bed: TestBed;

beforeAll(async () => {
  const flavours = ['toolbox', 'minimal', 'python', 'r', 'python-r'] as const;
  bed = await TestBed.openWith(flavours);
  const { workspace } = bed;
  addSources(({ isOnlyLinted }) => !isOnlyLinted);
  workspace.commit('images of the repository, and bad sources');
  expectSuccess(await workspace.nx(['run-many', '-t', 'docker-build']));
  addSources(({ isOnlyLinted = false }) => isOnlyLinted);
  lintSources();
  await buildBadImages();
  // Two cores: a third would wait.
  const names = [...badStages];
  await Promise.all([diagnoseAll(names), diagnoseAll(names)]);
}, 600_000);
afterAll(async () => {
  engine.close();
  await bed?.close();
});

describe('on a real image, this is found', () => {
  it.each(brokenRules)('$rule of $image: $found', (row) => {
    const { rule, image, found, severity } = row;
    const messages = findingsOf(image, rule).map(
      (each) => `${each.severity} ${each.message}; ${each.found}`,
    );
    expect(messages).toContainEqual(
      expect.stringMatching(new RegExp(`^${severity} .*${found}`)),
    );
    const control = findingsOf('good', rule).map((each) => each.severity);
    if (!row.isAlsoInGood) expect(control).not.toContain(severity);
  });

  it('and every rule has a row', () => {
    const rows = brokenRules.map(({ rule, image }) =>
      nameOf(rule, image in badSources),
    );
    const wanted = ruleTable.map(({ id, needs }) =>
      nameOf(id, needs === 'flavour'),
    );
    expect([...new Set(wanted)].filter((each) => !rows.includes(each))).toEqual(
      [],
    );
  });

  it('and nothing of a good one but what Debian explains', () => {
    const found = said.get('good')?.findings ?? [];
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual(['R-04']);
  });

  it('and no secret is repeated', () => {
    const text = JSON.stringify([...said.values()]);
    expect(text).toContain('a value for HUB_TOKEN');
    expect(text).not.toContain('not-for-you');
  });
});

const nameOf = (rule: string, isOfSources: boolean) =>
  `${rule} of ${isOfSources ? 'sources' : 'an image'}`;

function findingsOf(image: string, rule: string) {
  const conformance = said.get(image);
  if (!conformance) throw new Error(`nothing was said of ${image}`);
  return conformance.findings.filter((each) => each.rule === rule);
}

function imageName(stage: string): string {
  // IMG-09 asks for a tag that stays.
  return `${bed.workspace.namespace}/bad:${stage === 'system' ? 'latest' : stage}`;
}

type Sources = (typeof badSources)[string];

function addSources(isWanted: (sources: Sources) => boolean): void {
  const { workspace } = bed;
  for (const [name, sources] of Object.entries(badSources)) {
    if (!isWanted(sources)) continue;
    const { files, languages } = sources;
    workspace.addFlavour(name, files);
    const definition = { runtimes: ['17.3-LTS'], languages };
    const text = `export default ${JSON.stringify(definition)};\n`;
    workspace.write(`packages/${name}/image.ts`, text);
  }
}

function lintSources(): void {
  const workspace = readWorkspace(bed.workspace.root, {});
  const flavours = Object.keys(badSources);
  const { images, known } = planLint({ workspace, flavours });
  const runtime = dressed(workspace.runtimes);
  const asked = images.map((image) => ({ ...image, runtime }));
  const linted = lintImages(
    { images: asked, known },
    { workspace, now: new Date() },
  );
  for (const { image, outcome } of linted) {
    if (outcome.state !== 'done') fail(JSON.stringify(outcome));
    said.set(image.flavour.name, outcome.result);
  }
}

async function buildBadImages(): Promise<void> {
  const Dockerfile = badImages(bed.workspace.namespace);
  const arm = { platform: 'linux/arm64' };
  // All at once: the engine takes half a minute to measure a large one.
  const builds = badStages.map((target) =>
    build(engine, {
      ...{ context: packFiles({ Dockerfile }), target },
      ...{ tags: [imageName(target)], ...(target === 'bare' && arm) },
    }),
  );
  await Promise.all(builds);
}

async function diagnoseAll(names: string[]): Promise<void> {
  const workspace = readWorkspace(bed.workspace.root, {});
  const line = dressed(workspace.runtimes);
  const credentials = () => Promise.resolve(undefined);
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    // An image cannot show how old its line is.
    const isOver = name === 'bare' && { endOfSupport: '2020-01-01' };
    const runtimes = [{ ...line, ...isOver }];
    const request = {
      // The images belong to no flavour, so they count as foreign.
      workspace: { ...workspace, flavours: [], runtimes },
      ...{ reference: imageName(name), runtime: '17.3-LTS', credentials },
      say: () => undefined,
    };
    const registry = bed.published;
    const services = { engine, registry, now: new Date(), warn: fail };
    said.set(name, await diagnoseImage(request, services));
  }
}

function fail(message: string): never {
  throw new Error(message);
}

/** 17.3-LTS with the Python and the R that this place has: this also checks the rules that skip a stand-in. */
function dressed(runtimes: readonly Runtime[]): Runtime {
  const place = findRuntime(runtimes, findPlaceRuntime(env, '17.3-LTS'));
  const line = findRuntime(builtInRuntimes, '17.3-LTS');
  const { version, aptVersion } = place.r ?? {};
  const r = line.r && { ...line.r, version, aptVersion };
  return { ...line, python: place.python, r } as Runtime;
}
