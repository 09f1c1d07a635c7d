import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { cacheFolder, FactsCache } from './facts-cache';
import { rUserAgent } from './r-user-agent';
import { RepositoryClient } from './repository-client';
import { tarball } from './testing/tarball';

type Reply = {
  status?: number;
  body?: Buffer | string;
  headers?: Record<string, string>;
};

let server: Server;
let origin = '';
let folder: string;
let replies: Record<string, Reply> = {};
let requests: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    const reply = replies[request.url ?? ''] ?? { status: 404 };
    response.writeHead(reply.status ?? 200, reply.headers);
    response.end(reply.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brickyard-r-cache-'));
  replies = {};
  requests = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () =>
  new RepositoryClient({
    cache: new FactsCache(folder),
    userAgent: rUserAgent('4.4.2'),
    github: origin,
    plainHosts: [],
    env: {},
    sleep: () => Promise.resolve(),
  });
const cran = (url = `${origin}/cran`, parts = ['']) => ({
  ...{ name: 'cran', url, parts, isDated: true },
});
const sent = () => requests.map(({ method, url }) => `${method} ${url}`);

const INDEX = 'Package: aa\nVersion: 1\nMD5sum: 11\n';
const commit = 'c'.repeat(40);

describe('fetchIndex', () => {
  it('asks once, as the R of the line on a cluster', async () => {
    replies['/cran/src/contrib/PACKAGES.gz'] = { body: gzipSync(INDEX) };
    const client = open();
    const [index] = await Promise.all([
      client.fetchIndex(cran()),
      client.fetchIndex(cran()),
    ]);
    expect([...index.keys()]).toEqual(['aa']);
    expect(sent()).toEqual(['GET /cran/src/contrib/PACKAGES.gz']);
    expect(requests[0]?.headers['user-agent']).toBe(
      'R/4.4.2 R (4.4.2 x86_64-pc-linux-gnu x86_64 linux-gnu)',
    );
  });

  it('reads an index that is not packed, and parts that may be missing', async () => {
    replies['/cran/bioc/src/contrib/PACKAGES'] = { body: INDEX };
    const index = await open().fetchIndex(cran(undefined, ['bioc/', 'data/']));
    expect(index.get('aa')?.[0]?.file).toBe('bioc/src/contrib/aa_1.tar.gz');
  });

  it('says where there is no repository', async () => {
    await expect(open().fetchIndex(cran())).rejects.toMatchObject({
      code: 'LOCK_UNAVAILABLE',
      message: `there is no R repository cran at ${origin}/cran/src/contrib/PACKAGES`,
    });
  });

  it.each([
    ['answered with 401', { status: 401 }],
    ['answered with 500', { status: 500 }],
    ['is no index of R packages', { body: 'no' }],
  ])('%s', async (reason, reply) => {
    replies['/cran/src/contrib/PACKAGES.gz'] = reply;
    await expect(open().fetchIndex(cran())).rejects.toMatchObject({
      code: 'LOCK_FAILED',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('sends a password, and never shows it', async () => {
    const url = origin.replace('//', '//bob:hunter%402@');
    const failure = await open()
      .fetchIndex(cran(url))
      .catch((error: unknown) => String(error));
    expect(failure).not.toContain('hunter');
    expect(requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('bob:hunter@2').toString('base64')}`,
    );
  });
});

describe('fetchFile', () => {
  const file = 'src/contrib/aa_1.tar.gz';
  const path = `/cran/${file}`;
  const fetchAa = (tag?: string) =>
    open().fetchFile({ repository: cran(), name: 'aa', file, tag });

  beforeEach(async () => {
    const body = await tarball([['aa/DESCRIPTION', 'Package: aa\nVersion: 1']]);
    replies[path] = { body, headers: { etag: '"1"' } };
  });

  it('downloads a file once, and keeps what it is', async () => {
    const found = await fetchAa('11');
    expect(found).toMatchObject({
      description: { Package: 'aa', Version: '1' },
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
    expect(await fetchAa('11')).toMatchObject(found ?? {});
    expect(sent()).toEqual([`GET ${path}`]);
  });

  it('downloads it again when the index says that it is another', async () => {
    await fetchAa('11');
    await fetchAa('12');
    expect(sent()).toEqual([`GET ${path}`, `GET ${path}`]);
  });

  it('asks the server where no index says so', async () => {
    await fetchAa();
    await fetchAa();
    replies[path] = { ...replies[path], headers: { etag: '"2"' } };
    await fetchAa();
    expect(sent()).toEqual(
      ['GET', 'HEAD', 'HEAD', 'GET'].map((method) => `${method} ${path}`),
    );
  });

  it('downloads it again when the cache is damaged', async () => {
    await fetchAa('11');
    for (const name of readdirSync(folder))
      writeFileSync(join(folder, name), '{"hash":1}');
    await fetchAa('11');
    expect(requests).toHaveLength(2);
  });

  it('knows nothing of what is not there', async () => {
    delete replies[path];
    expect(await fetchAa()).toBeUndefined();
  });

  it('refuses what is no such package', async () => {
    replies[path] = { body: 'no' };
    await expect(fetchAa()).rejects.toMatchObject({
      code: 'LOCK_FAILED',
      message: `${origin}${path}: holds no R package aa`,
    });
  });
});

describe('fetchTree', () => {
  const source = { owner: 'r-lib', repository: 'cli', commit };
  const path = `/r-lib/cli/archive/${commit}.tar.gz`;

  it('hashes the files, wherever the archive comes from', async () => {
    const files = [['cli-c/DESCRIPTION', 'Package: cli\nVersion: 1\n']] as [
      string,
      string,
    ][];
    replies[path] = { status: 302, headers: { location: '/codeload' } };
    replies['/codeload'] = { body: await tarball(files) };
    const found = await open().fetchTree('cli', source);
    expect(found).toMatchObject({
      description: { Package: 'cli' },
      hash: expect.stringMatching(/^tree:[0-9a-f]{64}$/) as string,
    });
    await open().fetchTree('cli', source);
    expect(sent()).toEqual([`GET ${path}`, 'GET /codeload']);
  });

  it('refuses an archive without a package', async () => {
    replies[path] = { body: await tarball([['cli-c/README', '']]) };
    await expect(open().fetchTree('cli', source)).rejects.toMatchObject({
      message: `${origin}${path}: holds no R package cli`,
    });
  });
});

describe('cacheFolder', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/c' }, '/c/brickyard/r'],
    [{ XDG_CACHE_HOME: '' }, '/home/bob/.cache/brickyard/r'],
    [{}, '/home/bob/.cache/brickyard/r'],
  ])('of %j', (env, expected) => {
    expect(cacheFolder(env, '/home/bob')).toBe(expected);
  });
});
