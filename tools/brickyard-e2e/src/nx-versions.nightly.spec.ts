import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { AdoptingTeam } from './adopting-team';
import { expectFailure } from './expectations';
import { PackedPlugin } from './packed-plugin';

/** README of the package and docs/install.md name these. */
const nxVersions = ['23.2.1', '23.3.1', '24.0.0'];
const nodeVersions = ['20', '22', '24'];

let plugin: PackedPlugin;
const teams: AdoptingTeam[] = [];

beforeAll(() => (plugin = new PackedPlugin()));
afterAll(async () => {
  for (const team of teams) await team.close();
  plugin?.close();
});

function open(node?: string): AdoptingTeam {
  const team = new AdoptingTeam(plugin, node);
  teams.push(team);
  return team;
}

/** An empty repository with that Nx, and Brickyard from its packed file. */
async function install(
  team: AdoptingTeam,
  nx: string,
  option = '',
): Promise<string> {
  const folder = team.folder('images');
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  writeFileSync(join(folder, 'nx.json'), '{}');
  await team.type(folder, 'git init --quiet --initial-branch=main');
  await team.type(folder, `mkdir tools && cp ${plugin.file} tools`);
  const words = `--save-dev --save-exact nx@${nx} ./tools/brickyard-*.tgz`;
  await team.type(folder, `npm install --no-audit ${option} ${words}`);
  return folder;
}

describe.each(nodeVersions)('on Node %s', (version) => {
  let node: string;

  beforeAll(async () => {
    const team = open();
    const folder = team.folder('node');
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    await team.type(folder, `npm install --no-audit node@${version}`);
    node = join(folder, 'node_modules/node/bin');
  });

  it.each(nxVersions)('works with Nx %s', async (nx) => {
    const team = open(node);
    const folder = await install(team, nx);
    const say = async (line: string) => (await team.type(folder, line)).output;
    expect(await say('node --version')).toMatch(new RegExp(`^v${version}\\.`));
    expect(await say('npx nx --version')).toContain(`Local: v${nx}`);
    const answers = '--registry=r.example --namespace=team --ci=github';
    const told = await say(`npx nx g brickyard:init ${answers}`);
    expect(told).toContain('added toolbox, minimal, python, r, python-r');
    await say('npx nx g brickyard:flavour geo --languages=python,r');
    await say('npx nx sync');
    await say('npx nx sync:check');
    expect(await say('npx nx lint geo')).toContain('no findings');
    const planned = await team.try(folder, 'npx brickyard plan');
    expect(planned.output).toMatch(/^\d+ to build, \d+ to reuse$/m);
    expect(await say('npx brickyard find pandas')).toContain('pandas (Python)');
    const tasks = await say('npx nx show project geo --json');
    expect(tasks).toContain('docker-push');
  });
});

describe('with an Nx that it was not tried with', () => {
  const message =
    'this workspace has Nx 22.7.12, and this Brickyard works with';

  it('names the version, the range and what to do', async () => {
    const team = open();
    const folder = await install(team, '22.7.12', '--legacy-peer-deps');
    const generated = await team.try(folder, 'npx nx g brickyard:init');
    expectFailure(generated, 'NX_UNSUPPORTED', message, 'npx nx migrate');
    expect(generated.output).not.toMatch(/^ +at .*:\d+:\d+\)?$/m);
    const asked = await team.try(folder, 'npx brickyard init --yes');
    expectFailure(asked, 'NX_UNSUPPORTED', message, 'npx nx migrate');
  });

  it('says so when a workspace with flavours has it, too', async () => {
    const team = open();
    const folder = await install(team, '22.7.12', '--legacy-peer-deps');
    const options = { plugins: ['brickyard'] };
    writeFileSync(join(folder, 'nx.json'), JSON.stringify(options));
    const source = 'node_modules/brickyard/starter/minimal';
    await team.type(folder, `mkdir packages && cp -r ${source} packages`);
    const shown = await team.try(folder, 'npx nx show projects');
    expectFailure(shown, 'NX_UNSUPPORTED', message, 'npx nx migrate');
  });
});
