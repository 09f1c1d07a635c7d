import { gzipSync } from 'node:zlib';

import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import type { Reply } from '../testing/memory-reply';
import { digestOf } from './digest';
import { MEDIA_TYPES } from './manifest-type';

const blob = Buffer.from('blob');
const digest = digestOf(blob);
const page = '<html><title>Sign in</title><body>Guest WiFi</body></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };

describe('what answers in place of a registry', () => {
  let memory: MemoryRegistry;
  let registry: HttpRegistry;
  let at: { registry: string; repository: string };

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    const credentialsFor = async () => undefined;
    registry = new HttpRegistry({ credentialsFor, env: {} });
    at = { registry: memory.host, repository: 'team/python' };
  });
  afterEach(() => memory.close());

  function answerAll(reply: Reply): void {
    memory.fail({ times: Infinity, reply });
  }

  function refused(...words: string[]) {
    return {
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining(words.join('')) as string,
      hint: expect.stringContaining('a login page') as string,
    };
  }

  const manifest = { bytes: Buffer.from('{}'), mediaType: 'a/b' };
  const calls: [string, () => Promise<unknown>][] = [
    ['headManifest', () => registry.headManifest(at, 'a')],
    ['getManifest', () => registry.getManifest(at, 'a')],
    ['putManifest', () => registry.putManifest(at, 'a', manifest)],
    ['deleteManifest', () => registry.deleteManifest(at, digest)],
    ['hasBlob', () => registry.hasBlob(at, digest)],
    ['getBlob', () => registry.getBlob(at, digest)],
    ['uploadBlob', () => registry.uploadBlob(at, blob)],
    ['listTags', () => registry.listTags(at)],
    ['listReferrers', () => registry.listReferrers(at, digest)],
    ['getReferrer', () => registry.getReferrer(at, digest)],
  ];

  it.each(calls)('%s believes no web page', async (_name, call) => {
    answerAll({ status: 200, headers: html, body: page });
    await expect(call()).rejects.toMatchObject(refused('received text/html'));
  });

  it('is shown by its first words', async () => {
    answerAll({ status: 200, headers: html, body: page });
    const received = 'received text/html, "Sign in Guest WiFi"';
    await expect(registry.headManifest(at, 'a')).rejects.toMatchObject(
      refused('cannot read team/python:a: expected a manifest, ', received),
    );
    await expect(registry.listTags(at)).rejects.toMatchObject(
      refused('cannot list the tags of team/python: ', 'expected'),
    );
  });

  const bodies: [string, Reply['body'], Record<string, string>][] = [
    ['an empty body', '', {}],
    ['a page without a type', page, {}],
    ['garbage', gzipSync('garbage'), { 'content-type': 'application/gzip' }],
    ['other JSON', '{"login":"https://idp.test"}', json],
    ['null', 'null', json],
    ['a list', '[]', json],
    ['JSON without a known type', '{"schemaVersion":2}', json],
    [
      'JSON of another type',
      '{"schemaVersion":2,"mediaType":"text/html","config":{"digest":"x"}}',
      json,
    ],
  ];

  it.each(bodies)('is no manifest: %s', async (_name, body, headers) => {
    answerAll({ status: 200, headers, body });
    const expected = refused('expected a manifest, received ');
    for (const call of [
      () => registry.headManifest(at, 'a'),
      () => registry.headManifest(at, digest),
      () => registry.getManifest(at, 'a'),
    ])
      await expect(call()).rejects.toMatchObject(expected);
  });

  it.each([
    ['{"schemaVersion":1,"tag":"a"}', 'outdated (schema 1)'],
    ['{', 'something else there'],
  ])('may be a registry that holds %s', async (body, hint) => {
    const headers = { 'content-type': MEDIA_TYPES.ociManifest };
    answerAll({ status: 200, headers, body });
    await expect(registry.getManifest(at, 'a')).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      hint: expect.stringContaining(hint) as string,
    });
  });

  it.each([
    ['{"schemaVersion":2,"manifests":[]}', MEDIA_TYPES.ociIndex],
    ['{"schemaVersion":2,"config":{"digest":"x"}}', MEDIA_TYPES.ociManifest],
  ])('may be OCI without a type: %s', async (body, mediaType) => {
    memory.fail({ reply: { status: 200, headers: json, body } });
    expect(await registry.getManifest(at, 'a')).toMatchObject({ mediaType });
  });

  it.each(['', '{}', '[]', 'null', '{"tags":1}', page])(
    'is no list of tags: %j',
    async (body) => {
      answerAll({ status: 200, headers: json, body });
      await expect(registry.listTags(at)).rejects.toMatchObject(
        refused('the list of tags'),
      );
    },
  );

  it('is no blob of another size or digest', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    memory.fail({ method: 'HEAD', reply: { status: 200, headers } });
    await registry.uploadBlob(at, blob);
    expect(memory.count('PUT')).toBe(1);
    const other = { 'docker-content-digest': digestOf(Buffer.from('other')) };
    memory.fail({ reply: { status: 200, headers: other } });
    await expect(registry.hasBlob(at, digest)).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
    });
  });

  it('may be storage that calls a blob a page', async () => {
    memory.fail({ reply: { status: 200, headers: html, body: blob } });
    expect(await registry.getBlob(at, digest)).toEqual(blob);
  });

  it.each([
    ['PUT', 'upload', () => registry.uploadBlob(at, blob)],
    ['POST', 'mount', () => registry.mountBlob(at, digest, 'team/r')],
  ])('swallows the %s of a blob', async (method, kind, call) => {
    memory.fail({ method, reply: { status: 201 } });
    if (kind === 'mount') expect(await call()).toBe(false);
    else
      await expect(call()).rejects.toMatchObject({
        message: expect.stringContaining('but it is not there') as string,
      });
  });

  it.each(['../../x', 'md5:0', 'sha256:'])(
    'names %j instead of a digest',
    async (text) => {
      await expect(registry.getBlob(at, text)).rejects.toMatchObject({
        code: 'REGISTRY_FAILED',
        message: expect.stringContaining('is not a digest') as string,
      });
      expect(memory.requests).toEqual([]);
    },
  );
});

describe('a token server', () => {
  const answers: [string, Reply, string][] = [
    [
      'a login page',
      { status: 200, headers: html, body: page },
      'received text/html, "Sign in Guest WiFi"',
    ],
    ['nothing', { status: 200 }, 'received no type'],
    ...['a\\r\\nX-Evil: 1', 'a\\nb', 'a b', 'ä', '\\u0000'].map(
      (token): [string, Reply, string] => [
        `a broken token ${token}`,
        { status: 200, headers: json, body: `{"token":"${token}"}` },
        'characters that no header may hold',
      ],
    ),
  ];

  it.each(answers)('that answers with %s', async (_name, reply, words) => {
    const users = { bob: { password: 'pw' } };
    const auth = { scheme: 'bearer' as const, users };
    const memory = await MemoryRegistry.start({ auth });
    const credentialsFor = async () => ({ username: 'bob', password: 'pw' });
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    memory.fail({ path: /^\/token/, times: Infinity, reply });
    const at = { registry: memory.host, repository: 'team/python' };
    const failed = registry.headManifest(at, 'a');
    await expect(failed).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining(words) as string,
    });
    await expect(failed).rejects.not.toThrow(/Evil/);
    await memory.close();
  });
});
