import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { testInventory } from '../../inventory/testing/test-inventory';
import { HttpRegistry } from '../../registry/http-registry';
import { readWorkspace } from '../../workspace/read-workspace';
import { SBOM_TYPE } from '../publish/push-sbom';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import { diffSides } from './diff-sides';
import type { ImageDiff } from './layer-diff';

let workspace: TestWorkspace;
let said: string[];

beforeEach(async () => {
  workspace = await createFamily();
  workspace.write('packages/child/r_packages.sh', 'asked\n');
  contain('asked', '1.0');
  said = [];
});
afterEach(() => workspace.close());

/** From now on, images contain R and one package of it. */
function contain(name: string, version: string): void {
  workspace.engine.container = () => {
    const rows = ['r\t4.4.2', `r-package\t${name}\t${version}\t4\t/l`, 'end'];
    const stdout = rows.map((row) => `brickyard:row\t${row}\n`).join('');
    return { exitCode: 0, stdout, stderr: '' };
  };
}

const registry = () =>
  new HttpRegistry({
    credentialsFor: () => Promise.resolve(undefined),
    env: {},
  });

function diff(from: string, to: string) {
  const request = {
    workspace: readWorkspace(workspace.root, workspace.environment),
    cwd: workspace.root,
    credentials: () => Promise.resolve(undefined),
    say: (text: string) => void said.push(text),
  };
  return diffSides(from, to, request, {
    engine: workspace.engine,
    registry: registry(),
    now: workspace.now,
    warn: (text) => void workspace.warnings.push(text),
  });
}

const published = (name: string, tag = 'dbr17.3') =>
  `${workspace.memory.host}/team/${name}:${tag}`;

describe('a side that is a flavour', () => {
  it('is what was recorded of its current image', async () => {
    await workspace.run();
    const { from, isDifferent, groups } = await diff('base', 'child');
    expect(from.source).toBe('dist/packages/base/inventory.json');
    expect([isDifferent, groups]).toEqual([false, []]);
    expect(said).toEqual([]);
  });

  it('is looked into when the record is about another image', async () => {
    await workspace.run();
    const other = { key: 'other', ...testInventory() };
    workspace.write('dist/packages/child/inventory.json', other);
    contain('asked', '1.1');
    const { to, groups, sizeChange } = await diff('base', 'child@17.3-LTS');
    expect(to.source).toBe("the engine's image");
    expect(sizeChange).not.toBeNull();
    expect(groups[0]?.changed).toEqual([
      {
        name: 'asked',
        from: '1.0',
        to: '1.1',
        level: 'minor',
        direction: 'up',
        direct: true,
        sizeChange: null,
      },
    ]);
  });

  it('is looked into when its record is of an older schema', async () => {
    await workspace.run();
    const file = 'dist/packages/base/inventory.json';
    const text = readFileSync(join(workspace.root, file), 'utf8');
    const record = JSON.parse(text) as object;
    workspace.write(file, { ...record, schema: 1 });
    const { from } = await diff('base', 'child');
    expect(from.source).toBe("the engine's image");
  });

  it.each([
    ['nope', 'a flavour (base, child)'],
    ['base@1.0', 'runtimes: 17.3-LTS'],
    ['runtime:1', 'npx nx g brickyard:runtime 1 adds a line'],
  ])('%s fails with a hint', async (side, hint) => {
    await expect(diff(side, 'child')).rejects.toMatchObject({
      hint: expect.stringContaining(hint) as string,
    });
  });

  it('is told by locks and lists before it is built, on both sides', async () => {
    const definition = { runtimes: ['17.3-LTS', '16.4-LTS'] };
    const text = `export default ${JSON.stringify(definition)};`;
    workspace.write('packages/base/image.ts', text);
    const takes =
      'ARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}.txt /';
    workspace.write(
      'packages/base/Dockerfile',
      `FROM ubuntu:24.04\n${takes}\n`,
    );
    workspace.write('packages/base/requirements.txt', 'numpy\n');
    workspace.write(
      'packages/base/locks/16.4-LTS.txt',
      'numpy==1.26.4\nsix==1\n',
    );
    workspace.write('packages/base/locks/17.3-LTS.txt', 'numpy==2.1.3\n');
    const found = await diff('base@16.4-LTS', 'base');
    expect(found).toMatchObject({
      from: { source: 'locks and lists of packages' },
      lines: { from: '16.4-LTS', to: '17.3-LTS' },
      groups: [
        {
          ecosystem: 'python',
          changed: [{ name: 'numpy', level: 'major', direct: true }],
          removed: [{ name: 'six', direct: false }],
        },
      ],
    });
    expect(found.notes[0]).toMatch(
      /^base@16\.4-LTS and base@17\.3-LTS are not built as the files stand now/,
    );
    expect(said).toEqual([]);
    workspace.remove('packages/base/locks/17.3-LTS.txt');
    // Versions beside wishes are no difference.
    expect(await diff('base@16.4-LTS', 'base')).toMatchObject({
      groups: [],
      notes: [
        expect.any(String) as string,
        'python packages are not compared, since base@17.3-LTS is not locked for them: npx nx lock base',
      ],
    });
  });

  it('is asked for a build where the other side is no flavour', async () => {
    workspace.write('a.txt', 'numpy==1.26.4\n');
    await expect(diff('base', 'a.txt')).rejects.toMatchObject({
      code: 'IMAGE_UNKNOWN',
      hint: 'npx nx docker-build base --runtime=17.3-LTS',
    });
  });

  it.each(['bsae', 'child@1.0', 'gone.json', 'runtime:1', 'a published one'])(
    'is not looked into when the other one is %s',
    async (other) => {
      await workspace.run();
      workspace.remove('dist');
      const before = workspace.engine.runs.length;
      const side = other === 'a published one' ? published('none') : other;
      await expect(diff('base', side)).rejects.toThrow();
      expect(workspace.engine.runs).toHaveLength(before);
      expect(said).toEqual([]);
    },
  );

  it('says that two of them are one image', async () => {
    const definition = { runtimes: ['17.3-LTS', '16.4-LTS'] };
    const text = `export default ${JSON.stringify(definition)};`;
    workspace.write('packages/base/image.ts', text);
    const file = join(workspace.root, 'profile.json');
    const profile = JSON.parse(readFileSync(file, 'utf8')) as object;
    workspace.write('profile.json', { ...profile, runtime: '17.3-LTS' });
    await workspace.run();
    await diff('base@17.3-LTS', 'base@16.4-LTS');
    expect(workspace.warnings).toContain(
      'base@17.3-LTS and base@16.4-LTS are the same image here: the profile builds base@17.3-LTS for both',
    );
  });

  it('is not a library', async () => {
    const Dockerfile = 'FROM scratch\nCOPY setup.sh /\n';
    workspace.write('packages/base/Dockerfile', Dockerfile);
    workspace.write('packages/child/Dockerfile', Dockerfile);
    await expect(diff('base', 'child')).rejects.toMatchObject({
      code: 'IMAGE_UNKNOWN',
    });
  });

  it('names the bad line of what it asks for', async () => {
    await workspace.run();
    workspace.write('packages/child/r_packages.sh', 'a b==\n');
    await expect(diff('base', 'child')).rejects.toMatchObject({
      code: 'R_PACKAGES_INVALID',
    });
  });
});

describe('a side that is a reference', () => {
  it('is pulled when it has no SBOM', async () => {
    await publishWithoutSbom();
    const name = published('base');
    const { from, to } = await diff(name, name);
    expect(said[0]).toBe(`${name}: pulling it`);
    expect([from.name, from.source]).toEqual([name, "the engine's image"]);
    // The second time, the engine has that digest.
    expect(to.source).toBe("the engine's image");
    expect(workspace.engine.pulls).toHaveLength(1);
  });

  it('is known by the SBOM beside it, without a pull', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    const record = 'dist/packages/base/inventory.json';
    const { from, isDifferent, notes } = await diff(published('base'), record);
    expect(from.source).toBe('its SBOM in the registry');
    expect([isDifferent, notes]).toEqual([false, []]);
    expect(workspace.engine.pulls).toEqual([]);
  });

  it.each([
    ['damaged', '{'],
    ['of others', renderForeignSbom()],
  ])('is pulled when its SBOM is %s', async (_, text) => {
    await publishWithoutSbom();
    await putSbom(text);
    const { from } = await diff(published('base'), published('base'));
    expect(from.source).toBe("the engine's image");
    const warned = workspace.warnings.join().includes('is not used');
    expect(warned).toBe(text === '{');
  });

  it('may be a name of the engine', async () => {
    await workspace.run();
    const { from } = await diff('brickyard/base', 'base');
    expect(from.name).toBe('brickyard/base:latest');
  });

  it('says where it is not', async () => {
    await expect(diff(published('gone'), 'base')).rejects.toMatchObject({
      code: 'IMAGE_UNKNOWN',
      message: expect.stringContaining('neither at') as string,
    });
  });
});

describe('layers', () => {
  const measures = ({ layers }: ImageDiff) =>
    layers && [layers.from.measure, layers.to.measure];

  it('are those of the registry for what was published', async () => {
    await workspace.run({ push: true });
    const { layers } = await diff('base', 'child');
    expect(layers?.layers.map((layer) => layer.in)).toEqual(['to', 'from']);
    expect(layers?.pull).toBe(layers?.to.size);
    const same = await diff('child', published('child'));
    expect(measures(same)).toEqual(['download', 'download']);
    expect(same.layers).toMatchObject({ pull: 0, layers: [{ in: 'both' }] });
  });

  it('are asked for where no record has them', async () => {
    await workspace.run({ push: true });
    workspace.remove('dist');
    workspace.replaceEngine();
    const one = await diff(published('base'), 'child');
    expect(measures(one)).toEqual(['download', 'download']);
    expect(workspace.engine.pulls).toEqual([]);
  });

  it('are those of the engine for what was not', async () => {
    await workspace.run();
    const one = await diff('base', 'brickyard/child');
    expect(measures(one)).toEqual(['unpacked', 'unpacked']);
    expect(workspace.warnings).toEqual([]);
  });

  it('are taken from the engine where a registry tells nothing', async () => {
    await workspace.run({ push: true });
    const name = published('base');
    await diff(name, 'child');
    workspace.memory.store.find('team/base')?.blobs.clear();
    const one = await diff(name, 'child');
    expect(measures(one)).toEqual(['unpacked', 'download']);
  });

  it('are none of a list', async () => {
    await workspace.run();
    workspace.write('a.txt', 'numpy==2.2.0\n');
    expect((await diff('base', 'a.txt')).layers).toBeNull();
  });
});

describe('a side that is a list', () => {
  it('is a runtime, or a file', async () => {
    workspace.write('lock.txt', 'numpy==2.2.0\n');
    const { notes, groups } = await diff('runtime:17.3-LTS', 'lock.txt');
    expect(notes[0]).toContain('not a complete list');
    expect(groups[0]?.changed[0]).toMatchObject({
      name: 'numpy',
      from: '2.1.3',
      to: '2.2.0',
      level: 'minor',
    });
  });

  it('needs neither engine nor registry', async () => {
    workspace.write('a.txt', 'numpy==2.2.0\n');
    await diff('a.txt', 'a.txt');
    expect(workspace.warnings).toEqual([]);
    expect(workspace.engine.runs).toEqual([]);
  });
});

const at = () => ({ registry: workspace.memory.host, repository: 'team/base' });

/** Of what cannot be looked into when it is built there is no SBOM. */
async function publishWithoutSbom(): Promise<void> {
  workspace.engine.container = () => {
    return { exitCode: 1, stdout: '', stderr: '' };
  };
  await workspace.run({ push: true });
  workspace.replaceEngine();
  contain('asked', '2.0');
}

async function putSbom(text: string): Promise<void> {
  const head = await registry().headManifest(at(), 'dbr17.3');
  if (head === undefined) throw new Error('base is published');
  await registry().putReferrer(at(), head, {
    artifactType: SBOM_TYPE,
    mediaType: SBOM_TYPE,
    bytes: Buffer.from(text),
  });
}

/** Knows Debian packages, and nothing of R. */
function renderForeignSbom(): string {
  const purl = 'pkg:deb/debian/acl@1';
  const component = { type: 'library', name: 'acl', version: '1', purl };
  return JSON.stringify({ bomFormat: 'CycloneDX', components: [component] });
}
