import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ClusterDefinitionFiles } from '../cluster/definition-artifact';
import { DEFINITION_TYPE } from '../cluster/definition-artifact';
import { HttpRegistry } from '../registry/http-registry';
import type { ImageRecord } from '../run/records/image-record';
import {
  createFamily,
  type TestWorkspace,
} from '../run/testing/test-workspace';
import { runCommand } from './main';

let workspace: TestWorkspace;
/** Somewhere that is no workspace. */
let elsewhere: string;

beforeEach(async () => {
  workspace = await createFamily();
  elsewhere = mkdtempSync(join(tmpdir(), 'brickyard-'));
});
afterEach(async () => {
  await workspace.close();
  rmSync(elsewhere, { recursive: true });
});

async function push(cluster: object | undefined, runtimes = ['17.3-LTS']) {
  jest.resetModules();
  const text = `export default ${JSON.stringify({ runtimes, cluster })};\n`;
  workspace.write('packages/base/image.ts', text);
  await workspace.run({ push: true, flavours: ['base'] });
}

const path = (name: string) => join(workspace.root, 'dist/packages/base', name);
const written = (name: string) => readFileSync(path(name), 'utf8');
const record = () => JSON.parse(written('image.json')) as ImageRecord;
const at = () => ({ registry: workspace.memory.host, repository: 'team/base' });
const reference = () => `${workspace.memory.host}/team/base:dbr17.3`;
const client = () =>
  new HttpRegistry({ credentialsFor: async () => undefined, env: {} });

async function definition(...words: string[]) {
  let out = '';
  let err = '';
  const code = await runCommand(['definition', ...words], {
    cwd: elsewhere,
    environment: { DOCKER_CONFIG: elsewhere },
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}

const small = { nodeType: 'i3.xlarge', workers: 2, pool: {} };
const large = { ...small, workers: 8 };

describe('brickyard definition', () => {
  it('reads back what the push wrote, byte for byte, without the repository', async () => {
    await push(small);
    const folder = join(elsewhere, 'got');
    const { code, out } = await definition(reference(), `--output=${folder}`);
    expect(code).toBe(0);
    const names = readdirSync(folder);
    expect(names).toContain('policy.json');
    expect(out.trim().split('\n').sort()).toEqual(
      names.map((name) => join(folder, name)).sort(),
    );
    for (const name of names)
      expect(readFileSync(join(folder, name), 'utf8')).toBe(written(name));
  });

  it('prints the files, and is one value as JSON', async () => {
    await push(small);
    const { out } = await definition(reference());
    expect(out).toContain(`\n--- cluster.json\n${written('cluster.json')}`);
    const { out: json } = await definition(reference(), '--json');
    const { image, flavour, runtime } = JSON.parse(
      json,
    ) as ClusterDefinitionFiles;
    expect([image, flavour, runtime]).toEqual([
      record().reference,
      'base',
      '17.3-LTS',
    ]);
  });

  it('changes with the definition, and keeps the older ones', async () => {
    await push(small);
    const before = written('cluster.json');
    workspace.now = new Date(workspace.now.getTime() + 60_000);
    await push(large);
    expect(written('cluster.json')).not.toBe(before);
    const { out } = await definition(reference(), '--json');
    const { files } = JSON.parse(out) as ClusterDefinitionFiles;
    expect(files[0]?.text).toBe(written('cluster.json'));
    const { out: history } = await definition(reference(), '--history');
    expect(history.trim().split('\n')).toHaveLength(2);
    expect(history).toMatch(/^\d{4}-.*Z {2}sha256:[0-9a-f]{64}\n/);
  });

  it('asks the registry nothing when nothing has changed', async () => {
    await push(small);
    workspace.memory.requests.length = 0;
    await push(small);
    const beside = workspace.memory
      .summary()
      .filter((line) => /referrers|blobs|PUT|sha256/.test(line));
    expect(beside).toEqual([]);
  });

  it('finds on another machine that it is there already', async () => {
    await push(small);
    rmSync(path('image.json'));
    await push(small);
    const { out } = await definition(reference(), '--history');
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it('reads an older one where the newest was deleted', async () => {
    await push(small);
    const first = written('cluster.json');
    workspace.now = new Date(workspace.now.getTime() + 60_000);
    await push(large);
    const { digest } = record();
    const listed = await client().listReferrers(at(), digest, DEFINITION_TYPE);
    const newest = listed.sort((a, b) =>
      String(a.annotations['org.opencontainers.image.created']) <
      String(b.annotations['org.opencontainers.image.created'])
        ? 1
        : -1,
    )[0];
    await client().deleteManifest(at(), newest?.digest ?? '');
    const { out } = await definition(reference(), '--json');
    const { files } = JSON.parse(out) as ClusterDefinitionFiles;
    expect(files[0]?.text).toBe(first);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'an image whose flavour has none',
      () => push(undefined),
      /dbr17\.3 has no cluster definition in the registry \[IMAGE_UNKNOWN\]\n {2}hint: a push puts one there/,
    ],
    [
      'an image that is not there',
      () => Promise.resolve(),
      /dbr17\.3 is not at .* \[IMAGE_UNKNOWN\]/,
    ],
    [
      'a definition of a newer schema',
      async () => {
        await push(undefined);
        const subject = await client().headManifest(at(), record().digest);
        if (subject === undefined) throw new Error('it was pushed');
        await client().putReferrer(at(), subject, {
          artifactType: DEFINITION_TYPE,
          mediaType: DEFINITION_TYPE,
          bytes: Buffer.from('{ "schema": 7 }'),
        });
      },
      /is of schema 7, and this version of brickyard reads 1 \[DEFINITION_INVALID\]\n {2}hint: update brickyard/,
    ],
  ])('explains %s', async (_what, prepare, message) => {
    await prepare();
    const { code, out, err } = await definition(reference());
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
  });

  it.each([
    [[], 'expected one image, got 0'],
    [['a', 'b'], 'expected one image, got 2'],
    [['a', '--history', '--output=x'], '--history lists definitions'],
  ])('%j is a wrong call', async (words, message) => {
    const { code, err } = await definition(...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('does not write over a file', async () => {
    await push(small);
    const file = join(workspace.root, 'nx.json');
    const { code, err } = await definition(reference(), `--output=${file}`);
    expect(code).toBe(1);
    expect(err).toContain(`${file}: is not a folder`);
  });
});
