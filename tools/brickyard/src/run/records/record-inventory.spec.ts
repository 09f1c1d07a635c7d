import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { interruptedError } from '../../errors';
import { errorOf } from '../testing/test-outcomes';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import type { InventoryRecord } from './inventory-record';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});

afterEach(() => workspace.close());

const path = (name = 'inventory.json') => `dist/packages/base/${name}`;
const onBase = { flavours: ['base'] };

function read(name?: string): string {
  return readFileSync(join(workspace.root, path(name)), 'utf8');
}

function parse(name?: string): InventoryRecord {
  return JSON.parse(read(name)) as InventoryRecord;
}

describe('recordInventory', () => {
  it('writes what a built image contains, and says so', async () => {
    const { images } = await workspace.run(onBase);
    expect(parse()).toEqual({
      schema: 2,
      flavour: 'base',
      runtime: '17.3-LTS',
      key: images[0]?.key,
      probe: expect.stringMatching(/^sha256:/) as string,
      os: null,
      python: [],
      r: { version: '4.4.2', packages: [] },
      apt: [],
    });
    expect(read()).toMatch(/\n}\n$/);
    expect(workspace.lines).toContain(
      `base@17.3-LTS contains no packages: ${path()}`,
    );
    expect(workspace.engine.runs[0]?.image).toBe(
      `brickyard/base:k-${images[0]?.key.slice(0, 40)}`,
    );
  });

  it('counts what it found', async () => {
    const rows = ['apt\ta\t1\tinstalled\t0', 'apt\tb\t1\tinstalled\t0', 'r\t4'];
    rows.push('r-package\tx\t1\t4\t/l', 'end');
    workspace.engine.container = () => {
      const stdout = rows.map((row) => `brickyard:row\t${row}\n`).join('');
      return { exitCode: 0, stdout, stderr: '' };
    };
    await workspace.run(onBase);
    expect(workspace.lines).toContain(
      `base@17.3-LTS contains 1 R, 2 Debian packages: ${path()}`,
    );
  });

  it('looks once into an image that is reused', async () => {
    const { images } = await workspace.run(onBase);
    await workspace.run(onBase);
    const tag = `brickyard/base:k-${images[0]?.key.slice(0, 40)}`;
    expect(workspace.engine.runs.map(({ image }) => image)).toEqual([tag]);
  });

  it('looks again when the file is gone or about another image', async () => {
    await workspace.run(onBase);
    const first = read();
    rmSync(join(workspace.root, path()));
    await workspace.run(onBase);
    expect(read()).toBe(first);
    workspace.write(path(), { ...parse(), key: 'other' });
    await workspace.run(onBase);
    expect(read()).toBe(first);
    workspace.write(path(), '{');
    await workspace.run(onBase);
    expect(read()).toBe(first);
    expect(workspace.engine.runs).toHaveLength(4);
  });

  it('looks again where an older record says less', async () => {
    await workspace.run(onBase);
    const first = read();
    const { schema: _gone, ...older } = parse();
    workspace.write(path(), older);
    await workspace.run(onBase);
    expect(read()).toBe(first);
  });

  it('leaves it to docker-test whether modules load', async () => {
    await workspace.run(onBase);
    expect(workspace.engine.runs[0]?.input).not.toContain('pyarrow');
  });

  it('pulls nothing for it', async () => {
    await workspace.run({ ...onBase, push: true });
    rmSync(join(workspace.root, path()));
    workspace.replaceEngine();
    await workspace.run(onBase);
    expect(workspace.engine.pulls).toEqual([]);
    expect(workspace.warnings).toEqual([]);
    expect(existsSync(join(workspace.root, path()))).toBe(false);
  });

  it('looks into what was pulled for another reason', async () => {
    await workspace.run({ ...onBase, push: true });
    rmSync(join(workspace.root, path()));
    workspace.replaceEngine();
    await workspace.run({ ...onBase, load: true });
    expect(parse().flavour).toBe('base');
  });

  it('names the runtime in the file of every one but the first', async () => {
    workspace.write(
      'packages/base/image.ts',
      `export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n`,
    );
    await workspace.run(onBase);
    expect(parse().runtime).toBe('17.3-LTS');
    expect(parse('inventory.16.4-LTS.json').runtime).toBe('16.4-LTS');
  });

  it('does not look into a library', async () => {
    workspace.write(
      'packages/base/Dockerfile',
      'FROM ubuntu:24.04 AS a\nFROM scratch\nCOPY --from=a /x /\n',
    );
    await workspace.run(onBase);
    expect(workspace.engine.runs).toEqual([]);
    expect(existsSync(join(workspace.root, path()))).toBe(false);
  });

  it('warns of an image it cannot look into, and leaves no old file', async () => {
    await workspace.run(onBase);
    workspace.write('packages/base/setup.sh', 'changed\n');
    workspace.engine.container = () => {
      return { exitCode: 1, stdout: '', stderr: '' };
    };
    const result = await workspace.run(onBase);
    expect(result.outcomes.get('base@17.3-LTS')?.state).toBe('done');
    expect(workspace.warnings).toEqual([
      expect.stringMatching(/^base@17\.3-LTS: .*not recorded: .*too early/),
    ]);
    expect(existsSync(join(workspace.root, path()))).toBe(false);
  });

  it('ends the run when it is interrupted meanwhile', async () => {
    workspace.engine.container = () => Promise.reject(interruptedError());
    const result = await workspace.run(onBase);
    expect(errorOf(result, 'base')?.code).toBe('INTERRUPTED');
  });
});
