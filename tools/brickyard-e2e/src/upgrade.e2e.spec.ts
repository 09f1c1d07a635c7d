import { ChangedPlugin } from './changed-plugin';
import { expectFailure, expectSuccess } from './expectations';
import { NpmRegistry } from './npm-registry';
import { ScratchWorkspace } from './scratch-workspace';

const list = 'packages/python/requirements.txt';
const dockerfile = 'packages/python/Dockerfile';
const tool = 'packages/toolbox/bin/new-tool';

let old: ChangedPlugin;
let next: ChangedPlugin;
let workspace: ScratchWorkspace;

const generate = (generator: string, ...words: string[]) =>
  workspace.nx(['g', `brickyard:${generator}`, '--no-interactive', ...words]);

/** As a team has it, without the lab: the lines are those of the starters. */
async function init(): Promise<void> {
  workspace = new ScratchWorkspace('localhost:1');
  workspace.write('nx.json', {
    ...{ analytics: false, neverConnectToCloud: true },
    plugins: [{ plugin: 'brickyard', options: { registry: 'localhost:1' } }],
  });
  workspace.remove('profile.json');
  workspace.write('package.json', {
    ...{ name: 'scratch', private: true },
    devDependencies: { nx: '23.2.1', brickyard: old.version },
  });
  old.install(workspace.root);
  expectSuccess(await generate('init', '--languages=python'));
  workspace.commit('brickyard 0.1.0');
}

/** An edit of the text, in the workspace or in a plugin. */
function edit(
  files: {
    read(path: string): string;
    write(path: string, text: string): void;
  },
  path: string,
  change: (text: string) => string,
): void {
  const text = files.read(path);
  const changed = change(text);
  if (changed === text) throw new Error(`${path}: nothing to change`);
  files.write(path, changed);
}

beforeAll(() => {
  old = new ChangedPlugin('0.1.0');
  next = new ChangedPlugin('0.2.0');
  edit(next, 'starter/python/Dockerfile', (text) => `${text}# newer\n`);
  edit(next, 'starter/python/requirements.txt', (text) =>
    text.replace(/\n/, '\n# newer\n'),
  );
  next.write('starter/toolbox/bin/new-tool', '#!/bin/sh\n', 0o755);
  edit(next, 'starter-changes.md', (text) =>
    text.replace(
      '## 0.1.0',
      '## 0.2.0\n\n- **toolbox**: a new tool\n\n## 0.1.0',
    ),
  );
});
afterEach(() => workspace?.close());
afterAll(() => {
  old?.close();
  next?.close();
});

describe('nx g brickyard:upgrade', () => {
  it('merges the starters of a newer plugin into copies that were edited', async () => {
    await init();
    edit(workspace, dockerfile, (text) => `# mine\n${text}`);
    workspace.remove('packages/python/README.md');
    workspace.commit('edits');
    next.install(workspace.root);
    const dry = await generate('upgrade', '--dry-run');
    expectSuccess(dry);
    expect(workspace.git('status', '--short')).toBe('');
    const upgraded = await generate('upgrade');
    expectSuccess(upgraded);
    const told = upgraded.output.slice(upgraded.output.indexOf('what is new:'));
    expect(dry.output).toContain(told.trim());
    expect(told).toMatch(/0\.2\.0 +toolbox +a new tool/);
    expect(told).toMatch(/merged +Dockerfile/);
    expect(told).toContain('toolbox@17.3-LTS  bin/new-tool added');
    expect(workspace.read(dockerfile)).toMatch(/^# mine\n[^]*# newer\n$/);
    expect(workspace.git('diff', '--stat', 'HEAD', '--', tool)).toBe('');
    workspace.commit('brickyard 0.2.0');
    expect(workspace.git('ls-files', '--stage', tool)).toMatch(/^100755/);
    const again = await generate('upgrade');
    expectSuccess(again);
    expect(again.output).toContain('as in Brickyard 0.2.0, nothing to do');
    expectSuccess(await workspace.nx(['run-many', '-t', 'lint']));
    const { images } = await workspace.plan();
    expect(images).toHaveLength(6);
  });

  it('fails at a conflict with all of it written, and git holds the commit back', async () => {
    await init();
    edit(workspace, list, (text) => text.replace(/\n/, '\n# mine\n'));
    workspace.commit('edits');
    next.install(workspace.root);
    const words = [`${list}:2: your edit and Brickyard's meet`];
    expectFailure(
      await generate('upgrade', '--dry-run'),
      'UPGRADE_CONFLICT',
      ...words,
      'nothing was written',
    );
    expect(workspace.git('status', '--short')).toBe('');
    expectFailure(await generate('upgrade'), 'UPGRADE_CONFLICT', ...words);
    expect(workspace.git('status', '--short', list)).toBe(`UU ${list}`);
    expect(workspace.read(tool)).toBe('#!/bin/sh\n');
    expect(() => workspace.git('commit', '-qm', 'x')).toThrow();
    expect((await workspace.nx(['lint', 'python'])).output).toContain(
      `${list}:2`,
    );
    expectFailure(
      await generate('upgrade'),
      'UPGRADE_CONFLICT',
      `${list}:2: has a conflict of an earlier merge`,
    );
    workspace.git('checkout', '--quiet', '--ours', '--', list);
    workspace.commit('mended');
    expect((await generate('upgrade')).output).toContain('nothing to do');
  });
});

describe('nx migrate', () => {
  it('finds the migration in the registry, and writes records for a workspace without', async () => {
    const first = new ChangedPlugin('0.0.0');
    const registry = await NpmRegistry.start(first, old);
    try {
      await init();
      workspace.remove('.brickyard');
      workspace.write('package.json', {
        ...{ name: 'scratch', private: true },
        devDependencies: { nx: '23.2.1', brickyard: '0.0.0' },
      });
      first.install(workspace.root);
      workspace.commit('as 0.0.0 made it');
      const environment = {
        npm_config_registry: registry.url,
        NX_MIGRATE_USE_LOCAL: 'true',
        NX_MIGRATE_SKIP_INSTALL: 'true',
      };
      const words = ['migrate', 'brickyard@latest'];
      expectSuccess(await workspace.nx(words, environment));
      expect(workspace.read('migrations.json')).toContain('record-starters');
      expect(workspace.read('package.json')).toContain('"brickyard": "0.1.0"');
      old.install(workspace.root);
      const run = ['migrate', '--run-migrations'];
      expectSuccess(await workspace.nx(run, environment));
      workspace.commit('0.1.0');
      expect((await generate('upgrade')).output).toContain('nothing to do');
      expect(workspace.git('ls-files', '.brickyard').split('\n')).toHaveLength(
        3,
      );
    } finally {
      await registry.close();
      first.close();
    }
  });
});
