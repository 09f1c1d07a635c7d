import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { fetchPage } from './fetch-page';

let server: Server;
let origin = '';
const answers: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) => response.end('Grüße'),
  '/moved': (response) => response.writeHead(302, { location: '/page' }).end(),
  '/circle': (response) =>
    response.writeHead(301, { location: '/circle' }).end(),
  '/away': (response) =>
    response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/gone': (response) => response.writeHead(404).end(),
  '/silent': () => undefined,
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    answers[path]?.(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetchFrom = (path: string) =>
  fetchPage(`${origin}${path}`, { env: {}, timeout: 300 });

describe('fetchPage', () => {
  it.each(['/page', '/moved'])('reads %s', async (path) => {
    expect(await fetchFrom(path)).toBe('Grüße');
  });

  it.each([
    ['/gone?token=hunter2', /\/gone: answered with 404$/],
    ['/circle', /\/circle: .*more than 5 redirects$/],
    ['/away', /sends on to file:.*refused$/],
    ['/silent', /\/silent: .*no answer in/],
  ])('says what is wrong with %s', async (path, message) => {
    const error = await fetchFrom(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(message) as string,
      hint: 'save it in a browser and name the file instead',
    });
    expect(String(error)).not.toContain('hunter2');
  });
});
