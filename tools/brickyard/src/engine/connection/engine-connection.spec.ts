import type { OutgoingHttpHeaders } from 'node:http';

import type { Answers, LoopbackDaemon } from '../testing/loopback-daemon';
import { replyJson, startDaemon } from '../testing/loopback-daemon';
import type { EngineEndpoint } from './endpoint';
import { EngineConnection } from './engine-connection';

const lists: Answers = {
  'GET /images/json': (_, to) => replyJson(to, 200, []),
};

describe('EngineConnection', () => {
  let daemon: LoopbackDaemon;
  let connection: EngineConnection;

  async function start(answers: Answers): Promise<void> {
    daemon = await startDaemon(answers);
    connection = new EngineConnection(daemon.endpoint, {});
  }
  afterEach(async () => {
    connection.close();
    await daemon.close();
  });

  const greeted = (headers: OutgoingHttpHeaders): Answers => ({
    'GET /_ping': (_, to) => to.writeHead(200, headers).end('OK'),
  });
  const ask = () => connection.fetch({ method: 'GET', path: '/images/json' });

  it.each([
    ['1.53', '/v1.51/'],
    ['1.51', '/v1.51/'],
    ['1.44', '/v1.44/'],
    ['2.0', '/v1.51/'],
    [undefined, '/'],
  ])('asks an engine of version %s at %s', async (version, prefix) => {
    const headers = version === undefined ? {} : { 'Api-Version': version };
    await start({ ...lists, ...greeted(headers) });
    await ask();
    expect(daemon.requests.at(-1)).toBe(`GET ${prefix}images/json`);
  });

  it('rejects an engine of Windows containers', async () => {
    await start(greeted({ 'Api-Version': '1.51', Ostype: 'windows' }));
    await expect(ask()).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      hint: expect.stringContaining('Linux containers') as unknown,
    });
  });

  it('greets again an engine that did not answer', async () => {
    const statuses = [503, 200];
    await start({
      ...lists,
      'GET /_ping': (_, to) => to.writeHead(statuses.shift() ?? 0).end(),
    });
    await expect(ask()).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    expect(await ask()).toEqual([]);
  });

  it('takes an answer of a newline for one that says nothing', async () => {
    await start({
      'GET /images/json': (_, to) => to.writeHead(201).end('\n'),
    });
    expect(await ask()).toBeUndefined();
  });

  it.each([
    [502, '{"message":"no such image"}', 'no such image'],
    [502, 'Bad Gateway', 'Bad Gateway'],
    [502, '{"error":1}', '{"error":1}'],
    [200, '<html>', '<html>'],
  ])('rejects status %d with %s', async (status, body, message) => {
    await start({
      'GET /images/json': (_, to) => to.writeHead(status).end(body),
    });
    await expect(ask()).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining(message) as unknown,
    });
  });

  it('says of a client that is too old what to do', async () => {
    const message = 'client version 1.51 is too old';
    await start({
      'GET /images/json': (_, to) => replyJson(to, 400, { message }),
    });
    await expect(ask()).rejects.toMatchObject({
      hint: expect.stringContaining('update Brickyard') as unknown,
    });
  });

  it('ends when it is closed', async () => {
    await start({ 'GET /images/json': () => connection.close() });
    await expect(ask()).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  it('says that what listens does not speak TLS', async () => {
    await start({});
    const { host, port, address } = daemon.endpoint as Listening;
    const other = new EngineConnection(
      { kind: 'https', host, port, address },
      {},
    );
    const asked = other.fetch({ method: 'GET', path: '/images/json' });
    await expect(asked).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('it does not speak TLS') as unknown,
      hint: expect.stringContaining('DOCKER_TLS_VERIFY') as unknown,
    });
    other.close();
  });
});

type Listening = Extract<EngineEndpoint, { kind: 'http' }>;
