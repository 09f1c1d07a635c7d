import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { HttpRegistry } from '../../registry/http-registry';
import type { ReferrerDescriptor } from '../../registry/registry';
import type { ImageRecord } from '../records/image-record';
import { statesOf } from '../testing/test-outcomes';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import { SBOM_TYPE } from './push-sbom';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});

afterEach(() => workspace.close());

const push = { flavours: ['base'], push: true };
const file = (name: string) => join(workspace.root, 'dist/packages/base', name);
const read = (name: string) => readFileSync(file(name), 'utf8');
const record = () => JSON.parse(read('image.json')) as ImageRecord;
const repository = () => ({
  registry: workspace.memory.host,
  repository: 'team/base',
});
const client = new HttpRegistry({
  credentialsFor: async () => undefined,
  env: {},
});

function listed(): Promise<ReferrerDescriptor[]> {
  return client.listReferrers(repository(), record().digest, SBOM_TYPE);
}

/** Sent by the next run, about anything but manifests that it wants to find. */
async function requestsOf(run: () => Promise<unknown>): Promise<string[]> {
  workspace.memory.requests.length = 0;
  await run();
  const sent = workspace.memory.summary();
  return sent.filter(
    (line) =>
      line.includes('/team/base/') &&
      !/^HEAD .*manifests\/(k-|dbr|latest)/.test(line),
  );
}

describe('pushSbom', () => {
  it('puts the SBOM of a built image beside it, and into dist', async () => {
    await workspace.run(push);
    const text = read('sbom.cdx.json');
    const { digest, sbom, key } = record();
    expect(text).toContain(digest);
    expect(text).toContain('"platform:r@4.4.2"');
    const [found, ...others] = await listed();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      digest: sbom,
      artifactType: 'application/vnd.cyclonedx+json',
      annotations: { 'brickyard.key': key },
    });
    const artifact = await client.getReferrer(repository(), sbom ?? '');
    expect(Buffer.from(artifact?.bytes ?? []).toString()).toBe(text);
    expect(workspace.lines).toContain(
      'base@17.3-LTS has an SBOM beside it: dist/packages/base/sbom.cdx.json',
    );
  });

  it('is the same one on every machine', async () => {
    await workspace.run(push);
    const text = read('sbom.cdx.json');
    rmSync(file('image.json'));
    rmSync(file('sbom.cdx.json'));
    await workspace.run(push);
    expect(read('sbom.cdx.json')).toBe(text);
    expect(await listed()).toHaveLength(1);
  });

  it('asks nothing once it is recorded', async () => {
    await workspace.run(push);
    expect(await requestsOf(() => workspace.run(push))).toEqual([]);
    workspace.replaceEngine();
    rmSync(file('inventory.json'));
    rmSync(file('sbom.cdx.json'));
    expect(await requestsOf(() => workspace.run(push))).toEqual([]);
  });

  it('asks nothing when only tags change', async () => {
    await workspace.run(push);
    const { sbom } = record();
    const sent = await requestsOf(() =>
      workspace.run({ ...push, channel: 'pr-1' }),
    );
    expect(sent.filter((line) => /referrers|sha256-/.test(line))).toEqual([]);
    expect(record()).toMatchObject({ sbom });
  });

  it('looks once for the SBOM of an image that is only in the registry', async () => {
    await workspace.run(push);
    const { sbom } = record();
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.replaceEngine();
    const sent = await requestsOf(() => workspace.run(push));
    expect(record().sbom).toBe(sbom);
    expect(sent.filter((line) => /PUT|POST/.test(line))).toEqual([]);
    expect(await requestsOf(() => workspace.run(push))).toEqual([]);
    expect(workspace.engine.pulls).toEqual([]);
  });

  it('takes none for one that was deleted', async () => {
    await workspace.run(push);
    await client.deleteManifest(repository(), record().sbom ?? '');
    expect(await listed()).toHaveLength(1);
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.replaceEngine();
    await workspace.run(push);
    expect(record().sbom).toBeNull();
  });

  it('says once that there is none, and makes up for it later', async () => {
    workspace.memory.fail({ path: /referrers/, reply: { status: 403 } });
    await workspace.run(push);
    const { engine } = workspace;
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.replaceEngine();
    await workspace.run(push);
    expect(record().sbom).toBeNull();
    const line = expect.stringMatching(
      /^base@17\.3-LTS has no SBOM in the/,
    ) as string;
    expect(workspace.lines).toContainEqual(line);
    expect(await requestsOf(() => workspace.run(push))).toEqual([]);

    workspace.engine = engine;
    await workspace.run(push);
    expect(await listed()).toMatchObject([{ digest: record().sbom }]);
  });

  it('removes the file of an image that came before', async () => {
    await workspace.run(push);
    workspace.write('packages/base/setup.sh', 'changed\n');
    workspace.engine.container = () => {
      return { exitCode: 1, stdout: '', stderr: '' };
    };
    await workspace.run(push);
    expect(existsSync(file('sbom.cdx.json'))).toBe(false);
    expect(record().sbom).toBeNull();
  });

  it.each([
    ['is damaged', () => '{'],
    [
      'lacks a list',
      ({ apt: _gone, ...rest }: object & { apt?: unknown }) => rest,
    ],
    ['is about another image', (rest: object) => ({ ...rest, key: 'other' })],
  ])('does not believe an inventory that %s', async (_name, change) => {
    await workspace.run(push);
    const { sbom } = record();
    const inventory = JSON.parse(read('inventory.json')) as object;
    workspace.write('dist/packages/base/inventory.json', change(inventory));
    rmSync(file('image.json'));
    workspace.replaceEngine();
    await workspace.run(push);
    expect(record().sbom).toBe(sbom);
    expect(existsSync(file('sbom.cdx.json'))).toBe(false);
  });

  it('only warns when the registry takes no artifacts, and tries again', async () => {
    const path = /manifests\/sha256:/;
    workspace.memory.fail({ method: 'PUT', path, reply: { status: 415 } });
    const result = await workspace.run(push);
    expect(statesOf(result)).toEqual({ base: 'done' });
    expect(workspace.warnings).toEqual([
      expect.stringMatching(
        /^base@17\.3-LTS: has no SBOM in the registry: .*cannot write team\/base@sha256:\S+: HTTP 415/,
      ),
    ]);
    expect(record()).not.toHaveProperty('sbom');
    await workspace.run(push);
    expect(record().sbom).toMatch(/^sha256:/);
  });

  it('names the runtime in the file of every one but the first', async () => {
    workspace.write(
      'packages/base/image.ts',
      `export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n`,
    );
    await workspace.run(push);
    expect(read('sbom.16.4-LTS.cdx.json')).toContain('16.4-LTS');
    expect(read('sbom.cdx.json')).not.toContain('16.4-LTS');
  });

  it('makes none of a library, and none without a push', async () => {
    await workspace.run({ flavours: ['base'] });
    expect(existsSync(file('sbom.cdx.json'))).toBe(false);
    workspace.write(
      'packages/base/Dockerfile',
      'FROM ubuntu:24.04 AS a\nFROM scratch\nCOPY --from=a /x /\n',
    );
    await workspace.run(push);
    expect(existsSync(file('sbom.cdx.json'))).toBe(false);
    expect(workspace.memory.count('GET', /referrers/)).toBe(0);
  });
});
