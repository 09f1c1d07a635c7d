import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { testInventory } from '../../inventory/testing/test-inventory';
import { SBOM_TYPE } from '../publish/push-sbom';
import { DiffBed } from '../testing/diff-bed';
import type { TestWorkspace } from '../testing/test-workspace';

let bed: DiffBed;
let workspace: TestWorkspace;

beforeEach(async () => {
  bed = await DiffBed.open();
  workspace = bed.workspace;
});
afterEach(() => workspace.close());

describe('a side that is a flavour', () => {
  it('is what was recorded of its current image', async () => {
    await workspace.run();
    const { from, isDifferent, groups } = await bed.diff('base', 'child');
    expect(from.source).toBe('dist/packages/base/inventory.json');
    expect([isDifferent, groups]).toEqual([false, []]);
    expect(bed.said).toEqual([]);
  });

  it('is looked into when the record is about another image', async () => {
    await workspace.run();
    const other = { key: 'other', ...testInventory() };
    workspace.write('dist/packages/child/inventory.json', other);
    bed.contain('asked', '1.1');
    const { to, groups, sizeChange } = await bed.diff('base', 'child@17.3-LTS');
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
    const { from } = await bed.diff('base', 'child');
    expect(from.source).toBe("the engine's image");
  });

  it.each([
    ['nope', 'a flavour (base, child)'],
    ['base@1.0', 'runtimes: 17.3-LTS'],
    ['runtime:1', 'npx nx g brickyard:runtime 1 adds a line'],
  ])('%s fails with a hint', async (side, hint) => {
    await expect(bed.diff(side, 'child')).rejects.toMatchObject({
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
    const found = await bed.diff('base@16.4-LTS', 'base');
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
      /^no image of base@16\.4-LTS and base@17\.3-LTS is found as the files stand now/,
    );
    expect(bed.said).toEqual([]);
    workspace.remove('packages/base/locks/17.3-LTS.txt');
    // Versions beside wishes are no difference.
    expect(await bed.diff('base@16.4-LTS', 'base')).toMatchObject({
      groups: [],
      notes: [
        expect.any(String) as string,
        'python packages are not compared, since base@17.3-LTS is not locked for them: npx nx lock base',
      ],
    });
  });

  it('is asked for a build where the other side is no flavour', async () => {
    workspace.write('a.txt', 'numpy==1.26.4\n');
    await expect(bed.diff('base', 'a.txt')).rejects.toMatchObject({
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
      const side = other === 'a published one' ? bed.published('none') : other;
      await expect(bed.diff('base', side)).rejects.toThrow();
      expect(workspace.engine.runs).toHaveLength(before);
      expect(bed.said).toEqual([]);
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
    await bed.diff('base@17.3-LTS', 'base@16.4-LTS');
    expect(workspace.warnings).toContain(
      'base@17.3-LTS and base@16.4-LTS are the same image here: the profile builds base@17.3-LTS for both',
    );
  });

  it('is not a library', async () => {
    const Dockerfile = 'FROM scratch\nCOPY setup.sh /\n';
    workspace.write('packages/base/Dockerfile', Dockerfile);
    workspace.write('packages/child/Dockerfile', Dockerfile);
    await expect(bed.diff('base', 'child')).rejects.toMatchObject({
      code: 'IMAGE_UNKNOWN',
    });
  });

  it('names the bad line of what it asks for', async () => {
    await workspace.run();
    workspace.write('packages/child/r_packages.sh', 'a b==\n');
    await expect(bed.diff('base', 'child')).rejects.toMatchObject({
      code: 'R_PACKAGES_INVALID',
    });
  });
});

describe('a side that is a reference', () => {
  it('is pulled when it has no SBOM', async () => {
    await publishWithoutSbom();
    const name = bed.published('base');
    const { from, to } = await bed.diff(name, name);
    expect(bed.said[0]).toBe(`${name}: pulling it`);
    expect([from.name, from.source]).toEqual([name, "the engine's image"]);
    // The second time, the engine has that digest.
    expect(to.source).toBe("the engine's image");
    expect(workspace.engine.pulls).toHaveLength(1);
  });

  it('is known by the SBOM beside it, without a pull', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    const record = 'dist/packages/base/inventory.json';
    const { from, isDifferent, notes } = await bed.diff(
      bed.published('base'),
      record,
    );
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
    const { from } = await bed.diff(
      bed.published('base'),
      bed.published('base'),
    );
    expect(from.source).toBe("the engine's image");
    const warned = workspace.warnings.join().includes('is not used');
    expect(warned).toBe(text === '{');
  });

  it('may be a name of the engine', async () => {
    await workspace.run();
    const { from } = await bed.diff('brickyard/base', 'base');
    expect(from.name).toBe('brickyard/base:latest');
  });

  it('says where it is not', async () => {
    await expect(bed.diff(bed.published('gone'), 'base')).rejects.toMatchObject(
      {
        code: 'IMAGE_UNKNOWN',
        message: expect.stringContaining('neither at') as string,
      },
    );
  });
});

describe('a side that is a list', () => {
  it('is a runtime, or a file', async () => {
    workspace.write('lock.txt', 'numpy==2.2.0\n');
    const { notes, groups } = await bed.diff('runtime:17.3-LTS', 'lock.txt');
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
    await bed.diff('a.txt', 'a.txt');
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
  bed.contain('asked', '2.0');
}

async function putSbom(text: string): Promise<void> {
  const head = await bed.registry().headManifest(at(), 'dbr17.3');
  if (head === undefined) throw new Error('base is published');
  await bed.registry().putReferrer(at(), head, {
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
