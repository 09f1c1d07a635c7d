import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import { HttpRegistry } from '../../registry/http-registry';
import type { Registry } from '../../registry/registry';
import { readWorkspace } from '../../workspace/read-workspace';
import { TestWorkspace } from '../testing/test-workspace';
import { refreshImagesLock, type RefreshRequest } from './refresh-images-lock';

const other = `sha256:${'0'.repeat(64)}`;
let workspace: TestWorkspace;
let tools: string;
let digest: string;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  digest = await workspace.publish('base/tools', '1', 'tools');
  tools = `${workspace.memory.host}/base/tools:1`;
  workspace.memory.requests.length = 0;
});
afterEach(() => workspace.close());

const addFlavour = (name: string, ...lines: string[]) =>
  workspace.addFlavour(name, { Dockerfile: `${lines.join('\n')}\n` });

async function refresh(
  change: Partial<RefreshRequest> = {},
  registry: Pick<Registry, 'headManifest'> = realRegistry(),
) {
  const warnings: string[] = [];
  const result = await refreshImagesLock(
    { workspace: readWorkspace(workspace.root, {}), ...change },
    { registry: registry as Registry, warn: (text) => warnings.push(text) },
  );
  const states = result.entries.map(({ image, state }) => [image, state]);
  return { ...result, states: Object.fromEntries(states) as object, warnings };
}

function realRegistry(): Registry {
  const credentialsFor = () => Promise.resolve(undefined);
  return new HttpRegistry({ credentialsFor, env: {} });
}

const lockFile = () => join(workspace.root, 'images.lock.json');
const readLock = () =>
  JSON.parse(readFileSync(lockFile(), 'utf8')) as Record<string, string>;

describe('refreshImagesLock', () => {
  it('writes what every kind of use stands for, with one HEAD each', async () => {
    await workspace.publish('base/a', '1', 'a');
    await workspace.publish('base/b', 'latest', 'b');
    workspace.memory.requests.length = 0;
    const at = `${workspace.memory.host}/base`;
    addFlavour('one', `# syntax=${at}/a:1`, `FROM ${tools}`);
    addFlavour(
      'two',
      'FROM brickyard/one',
      `COPY --from=${tools} /a /`,
      `RUN --mount=type=bind,from=${at}/b,target=/b true`,
    );
    const { isWritten } = await refresh();
    expect(isWritten).toBe(true);
    expect(Object.keys(readLock())).toEqual([
      `${at}/a:1`,
      `${at}/b:latest`,
      tools,
    ]);
    expect(readLock()[tools]).toBe(digest);
    expect(workspace.memory.count('HEAD')).toBe(3);
    expect(readdirSync(workspace.root).sort()).toEqual([
      'images.lock.json',
      'nx.json',
      'packages',
      'profile.json',
    ]);
  });

  it('leaves scratch, written digests and substitutes out', async () => {
    addFlavour('one', 'FROM scratch');
    addFlavour('two', `FROM ${tools}@${digest}`);
    addFlavour('three', 'FROM ubuntu:24.04');
    const { states, isWritten } = await refresh();
    expect(states).toEqual({ 'ubuntu:24.04': 'substituted' });
    expect(isWritten).toBe(false);
    expect(existsSync(lockFile())).toBe(false);
    expect(workspace.memory.requests).toEqual([]);
  });

  it('asks for what other places need: the runtimes of image.ts', async () => {
    workspace.write('profile.json', {
      runtime: '15.4-LTS',
      substitutes: { 'ubuntu:22.04': tools },
    });
    addFlavour('one', 'ARG BASE_IMAGE', 'FROM ${BASE_IMAGE}');
    workspace.write('images.lock.json', { 'ubuntu:22.04': other });
    const headManifest = async () => {
      return { digest, mediaType: '', size: 1 };
    };
    expect((await refresh({}, { headManifest })).states).toEqual({
      'ubuntu:22.04': 'substituted',
      'ubuntu:24.04': 'added',
    });
    expect(readLock()).toEqual({
      'ubuntu:22.04': other,
      'ubuntu:24.04': digest,
    });
  });

  it('writes nothing when nothing changed', async () => {
    addFlavour('one', `FROM ${tools}`);
    await refresh();
    const before = statSync(lockFile(), { bigint: true });
    const { isWritten, states } = await refresh();
    expect([isWritten, states]).toEqual([false, { [tools]: 'unchanged' }]);
    expect(statSync(lockFile(), { bigint: true }).ino).toBe(before.ino);
  });

  it('moves, drops, and with --check only says so', async () => {
    addFlavour('one', `FROM ${tools}`);
    const lock = { [tools]: other, 'gone:1': other };
    workspace.write('images.lock.json', lock);
    const states = { 'gone:1': 'dropped', [tools]: 'moved' };
    expect(await refresh({ check: true })).toMatchObject({
      states,
      isWritten: false,
    });
    expect(readLock()).toEqual(lock);
    expect(await refresh()).toMatchObject({ states, isWritten: true });
    expect(readLock()).toEqual({ [tools]: digest });
  });

  it('keeps the entries of flavours that were not asked for', async () => {
    addFlavour('one', `FROM ${tools}`);
    addFlavour('two', 'FROM brickyard/one');
    workspace.write('images.lock.json', { 'gone:1': other });
    const { states } = await refresh({ flavours: ['two'] });
    expect(states).toEqual({ [tools]: 'added' });
    expect(readLock()).toEqual({ [tools]: digest, 'gone:1': other });
  });

  it('keeps the entry of a registry that does not tell, and writes the rest', async () => {
    const gone = `${workspace.memory.host}/base/gone:1`;
    addFlavour('one', `FROM ${gone}`, `COPY --from=${tools} /a /`);
    addFlavour('two', 'FROM 127.0.0.1:1/closed:1');
    workspace.write('images.lock.json', { [gone]: other });
    const { states, warnings } = await refresh();
    expect(states).toEqual({
      '127.0.0.1:1/closed:1': 'failed',
      [gone]: 'failed',
      [tools]: 'added',
    });
    expect(readLock()).toEqual({ [gone]: other, [tools]: digest });
    expect(warnings.sort()).toEqual([
      `${gone}: is not in its registry`,
      expect.stringContaining(
        'the digest of 127.0.0.1:1/closed:1 could not',
      ) as string,
    ]);
  });

  it('reads the stage that `nx lock` builds', async () => {
    addFlavour('one', `FROM ${tools} AS lock`, 'FROM scratch');
    expect((await refresh()).states).toEqual({ [tools]: 'added' });
  });

  it('stops when it is interrupted', async () => {
    addFlavour('one', `FROM ${tools}`);
    const headManifest = () =>
      Promise.reject(new BrickyardError('INTERRUPTED', 'stop'));
    await expect(refresh({}, { headManifest })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(existsSync(lockFile())).toBe(false);
  });

  it.each([
    ['a login page', 'text/html', '<title>Sign in</title>'],
    ['nothing', 'application/json', ''],
    ['garbage', 'application/gzip', '\u001f\u0000'],
  ])('writes no digest of %s', async (_name, type, body) => {
    addFlavour('one', `FROM ${tools}`);
    workspace.write('images.lock.json', { [tools]: digest });
    const headers = { 'content-type': type };
    const reply = { status: 200, headers, body };
    workspace.memory.fail({ times: Infinity, reply });
    const { states, warnings } = await refresh();
    expect(states).toMatchObject({ [tools]: 'failed' });
    expect(readLock()).toEqual({ [tools]: digest });
    expect(warnings).toEqual([
      expect.stringMatching(/expected a manifest, received .*\n.*login page/),
    ]);
  });
});
