import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { Answers, LoopbackDaemon } from '../testing/loopback-daemon';
import { startDaemon } from '../testing/loopback-daemon';
import type { Dialled } from './dial';
import { awaitAnswer, openAnswer, openUpgrade } from './dial';
import { EngineConnection } from './engine-connection';

type Session = LoopbackDaemon['sessions'][number];

const GET_X = { method: 'GET', path: '/images/x/get' } as const;

describe('openModem', () => {
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

  async function open(request: Dialled): Promise<string> {
    const { modem } = await connection.openDaemon();
    return text(await openAnswer(modem, request));
  }

  it('sends over the connections of short questions, as they do', async () => {
    const asked: IncomingMessage[] = [];
    const reply = (request: IncomingMessage, to: ServerResponse) => {
      asked.push(request);
      to.end('{}');
    };
    await start({ 'GET /info': reply, 'GET /images/x/get': reply });
    await connection.fetch({ method: 'GET', path: '/info' });
    await open(GET_X);
    await connection.fetch({ method: 'GET', path: '/info' });
    expect(new Set(asked.map(({ socket }) => socket)).size).toBe(1);
    const { host, port } = daemon.endpoint as { host: string; port: number };
    const hosts = asked.map(({ headers }) => headers.host);
    expect(new Set(hosts)).toEqual(new Set([`${host}:${port}`]));
    expect(daemon.requests.at(-2)).toBe('GET /v1.41/images/x/get');
  });

  it.each([
    [400, '{"message":"bad - parameter"}', 'bad - parameter'],
    [502, 'Bad Gateway', 'Bad Gateway'],
    [304, '', ''],
  ])('rejects status %d in the words of the engine', async (...row) => {
    const [statusCode, body, message] = row;
    await start({
      'GET /images/x/get': (_, to) => to.writeHead(statusCode).end(body),
    });
    await expect(open(GET_X)).rejects.toMatchObject({ statusCode, message });
  });

  it('follows no redirect', async () => {
    await start({
      'GET /images/x/get': (_, to) =>
        to.writeHead(301, { Location: '//127.0.0.1:1/x' }).end('Moved'),
    });
    await expect(open(GET_X)).rejects.toThrow('redirects');
    // What it would fail with comes later, and from nowhere.
    expect(
      await connection.find({ method: 'GET', path: '/x' }),
    ).toBeUndefined();
  });

  it('waits for an answer that nobody reads', async () => {
    let isSent = false;
    await start({
      'POST /build/cancel': (_, to) => {
        to.write('1');
        setImmediate(() => to.end(() => (isSent = true)));
      },
    });
    const { modem } = await connection.openDaemon();
    await awaitAnswer(modem, { method: 'POST', path: '/build/cancel' });
    expect(isSent).toBe(true);
  });

  it('upgrades without a body that an engine could take for input', async () => {
    await start({});
    const { modem } = await connection.openDaemon();
    const upgrade = { path: '/session', protocol: 'h2c' } as const;
    const socket = await openUpgrade(modem, upgrade);
    const [session] = daemon.sessions as [Session];
    expect(session.headers).toMatchObject({
      connection: 'Upgrade',
      upgrade: 'h2c',
      'content-length': '0',
    });
    expect(session.headers).not.toHaveProperty('transfer-encoding');
    socket.end('hello');
    expect(await text(session.socket)).toBe('hello');
  });

  it('does not answer when it is interrupted before it was sent', async () => {
    await start({ 'GET /images/x/get': (_, to) => to.end('image') });
    const signal = AbortSignal.abort();
    const name = 'AbortError';
    await expect(open({ ...GET_X, signal })).rejects.toMatchObject({ name });
  });

  describe('where DOCKER_HOST names another engine', () => {
    const names = ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY'];
    const before = names.map((name) => [name, process.env[name]] as const);
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'brickyard-'));
    });
    afterEach(() => {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      rmSync(folder, { recursive: true });
    });

    it.each(['tcp://127.0.0.1:1', 'ssh://ann@lab', 'unix:///nowhere', '%'])(
      'keeps to its own with %s',
      async (host) => {
        process.env['DOCKER_HOST'] = host;
        process.env['DOCKER_TLS_VERIFY'] = '1';
        // No certificate is in there.
        process.env['DOCKER_CERT_PATH'] = folder;
        await start({ 'GET /images/x/get': (_, to) => to.end('image') });
        expect(await open(GET_X)).toBe('image');
        expect(process.env['DOCKER_HOST']).toBe(host);
      },
    );
  });
});
