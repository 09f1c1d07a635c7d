import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EngineEndpoint } from './endpoint';
import { fetchDirectly } from './fetch-directly';

describe('fetchDirectly', () => {
  let folder: string;
  let server: Server;
  let endpoint: EngineEndpoint;

  async function listen(listener: RequestListener): Promise<void> {
    const name = join(folder, 'engine.sock');
    const path = process.platform === 'win32' ? `//./pipe/${name}` : name;
    server = createServer(listener);
    await new Promise<void>((done) => server.listen(path, done));
    endpoint = { kind: 'socket', address: `unix://${path}`, path };
  }

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'brickyard-'))));
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true });
  });

  it('asks through a socket, and answers what JSON says', async () => {
    await listen(({ method, url }, to) => {
      to.end(JSON.stringify({ method, url }));
    });
    const query = { repo: 'r:5/x', tag: '1' };
    const request = { method: 'POST', path: '/images/y/tag', query } as const;
    expect(await fetchDirectly(endpoint, request)).toEqual({
      method: 'POST',
      url: '/images/y/tag?repo=r%3A5%2Fx&tag=1',
    });
  });

  it.each([
    ['{"message":"no such image"}', 'no such image'],
    ['Bad Gateway', 'Bad Gateway'],
    ['{"error":1}', '{"error":1}'],
  ])('rejects with status and message of %s', async (body, message) => {
    await listen((_, to) => to.writeHead(502).end(body));
    const request = { method: 'GET', path: '/images/json' } as const;
    await expect(fetchDirectly(endpoint, request)).rejects.toMatchObject({
      statusCode: 502,
      message,
    });
  });

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    await listen(() => controller.abort());
    const request = { method: 'GET', path: '/images/json', signal } as const;
    await expect(fetchDirectly(endpoint, request)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
