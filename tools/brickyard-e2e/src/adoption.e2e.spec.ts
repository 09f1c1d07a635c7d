import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { HttpRegistry } from '../../brickyard/src/registry/http-registry';
import { isReferrersTag } from '../../brickyard/src/registry/referrers/referrers-index';
import { AdoptingTeam, readNextSteps } from './adopting-team';
import { expectFailure, expectSuccess } from './expectations';
import { PackedPlugin } from './packed-plugin';
import { RegistryProcess } from './registry-process';

let plugin: PackedPlugin;
let registry: RegistryProcess;
let team: AdoptingTeam;

beforeAll(async () => {
  plugin = new PackedPlugin();
  registry = await RegistryProcess.start();
  team = new AdoptingTeam(plugin);
});
afterAll(async () => {
  await team?.close();
  await registry?.close();
  plugin?.close();
});

const place = () => `--registry=${registry.host} --namespace=${team.namespace}`;

/** Follows what was printed, line by line; returns the lines. */
async function follow(folder: string, printed: string): Promise<string[]> {
  const steps = readNextSteps(printed);
  team.renameParents(folder);
  for (const step of steps) await team.type(folder, step);
  return steps.map((step) => step.replace(/ *#.*/, ''));
}

async function tagsOf(flavour: string): Promise<string[]> {
  const client = new HttpRegistry({
    credentialsFor: () => Promise.resolve(undefined),
    env: {},
  });
  const repository = `${team.namespace}/${flavour}`;
  const tags = await client.listTags({ registry: registry.host, repository });
  return tags.filter((tag) => !isReferrersTag(tag));
}

/** What a runner does with the commit. */
async function checkOnRunner(folder: string): Promise<void> {
  const clone = team.folder(`runner-of-${folder.split('/').at(-1)}`);
  await team.type(clone, `git clone --quiet ${folder} .`);
  await team.type(clone, 'npm ci');
  await team.type(clone, 'npx nx sync:check');
  await team.type(clone, 'npx nx run-many -t lint');
  const { stdout } = await team.type(clone, 'npx brickyard plan');
  expect(stdout).toMatch(/^0 to build, \d+ to reuse$/m);
}

/** Builds on a machine with other work take their time. */
const PATIENCE = 900_000;

describe('in an empty folder', () => {
  let folder: string;
  let printed: string;

  beforeAll(() => (folder = team.folder('images')));

  it('refuses one that has files of somebody', async () => {
    const other = team.folder('downloads');
    await team.type(other, 'touch report.pdf');
    const finished = await team.brickyard(other, plugin, 'init --yes');
    expectFailure(finished, 'OPTIONS_INVALID', 'report.pdf', 'git init');
  });

  it('makes a workspace, and asks nothing that options say', async () => {
    const words = `init ${place()} --languages=python --ci=none`;
    const finished = await team.brickyard(folder, plugin, words);
    expectSuccess(finished);
    printed = finished.stdout;
    expect(readdirSync(join(folder, 'tools'))).toEqual([
      expect.stringMatching(/^brickyard-.*\.tgz$/),
    ]);
    const packed = readFileSync(plugin.file);
    const [name = ''] = readdirSync(join(folder, 'tools'));
    expect(readFileSync(join(folder, 'tools', name)).equals(packed)).toBe(true);
  });

  it('leaves a folder as it was where npm reaches no registry', async () => {
    const other = team.folder('offline');
    const settings = [
      'npm_config_registry=http://127.0.0.1:9',
      'npm_config_fetch_retries=0',
      `npm_config_cache=${team.folder('empty-cache')}`,
    ].join(' ');
    const program = join(folder, 'node_modules/.bin/brickyard');
    const line = `${settings} ${program} init --yes --ci=none`;
    const words = ['npm install ended with 1', 'is as it was before'];
    expectFailure(await team.try(other, line), 'NPM_FAILED', ...words);
    expect(readdirSync(other)).toEqual([]);
  });

  it(
    'leads to a published image, by each line that it prints',
    async () => {
      const steps = await follow(folder, printed);
      expect(steps).toContain('npx nx run-many -t docker-push');
      expect(await tagsOf('my-team')).toContain('latest');
    },
    PATIENCE,
  );

  it('writes no CI that nobody asked for', () => {
    const files = readdirSync(folder);
    for (const name of ['.github', 'azure-pipelines.yml', 'renovate.json5'])
      expect(files).not.toContain(name);
  });

  it('says that it is one when it is asked again', async () => {
    const finished = await team.brickyard(folder, plugin, 'init');
    expectSuccess(finished);
    expect(finished.stdout).toContain('already');
    const { stdout } = await team.type(folder, 'git status --short');
    expect(stdout).toBe('');
  });

  it('installs from its commit on a runner', () => checkOnRunner(folder));
});

describe('in a workspace that create-nx-workspace made', () => {
  let folder: string;
  let printed: string;

  beforeAll(async () => {
    const create =
      'npx --yes create-nx-workspace@23.2.1 acme --preset=ts --nxCloud=skip --pm=npm --interactive=false --analytics=false';
    await team.type(team.home, create);
    folder = join(team.home, 'acme');
  });

  it('is the generator, and adds itself', async () => {
    const words = `init ${place()} --languages=scala --ci=github`;
    const finished = await team.brickyard(folder, plugin, words);
    expectSuccess(finished);
    printed = finished.stdout;
    expect(printed).toContain('added toolbox, minimal');
  });

  it(
    'leads to a published image, by each line that it prints',
    async () => {
      const steps = await follow(folder, printed);
      expect(steps).toContain('npm install');
      expect(await tagsOf('my-team')).toContain('latest');
      expect(readdirSync(join(folder, '.github/workflows')).sort()).toEqual([
        'nightly.yml',
        'publish.yml',
        'pull-request.yml',
      ]);
      expect(readdirSync(folder)).not.toContain('azure-pipelines.yml');
    },
    PATIENCE,
  );

  it('installs from its commit on a runner', () => checkOnRunner(folder));
});
