import type { ClientHttp2Session, IncomingHttpHeaders } from 'node:http2';
import { connect } from 'node:http2';

import { EngineConnection } from '../connection/engine-connection';
import type { LoopbackDaemon } from '../testing/loopback-daemon';
import { startDaemon } from '../testing/loopback-daemon';
import type { Codec } from './buildkit-proto';
import {
  credentialsRequest,
  credentialsResponse,
  healthRequest,
  healthResponse,
  secretRequest,
  secretResponse,
} from './buildkit-proto';
import type { BuildSession } from './session';
import { openSession } from './session';

const CREDENTIALS = '/moby.filesync.v1.Auth/Credentials';
const GET_SECRET = '/moby.buildkit.secrets.v1.Secrets/GetSecret';
const HEALTH = '/grpc.health.v1.Health/Check';
const NOT_FOUND = '5';
const UNIMPLEMENTED = '12';

describe('openSession', () => {
  const asked: string[] = [];
  let daemon: LoopbackDaemon;
  let connection: EngineConnection;
  let session: BuildSession;
  let client: ClientHttp2Session;

  beforeAll(async () => {
    daemon = await startDaemon({});
    connection = new EngineConnection(daemon.endpoint, {});
    session = await openSession(await connection.openDaemon(), {
      secrets: { token: Buffer.from([0, 255, 7]) },
      credentials: async (host) => {
        asked.push(host);
        if (host === 'broken:1') throw new Error('the helper broke');
        if (host !== 'docker.io') return undefined;
        return { username: 'ann', password: 'hunter2' };
      },
    });
    const socket = daemon.sessions[0]?.socket;
    client = connect('http://session', { createConnection: () => socket! });
  });
  afterAll(async () => {
    client.destroy();
    session.close();
    connection.close();
    await daemon.close();
  });

  it('names itself and the methods that it answers', () => {
    const headers = daemon.sessions[0]?.headers ?? {};
    expect(headers['x-docker-expose-session-uuid']).toBe(session.id);
    const methods = headers['x-docker-expose-session-grpc-method'];
    expect(String(methods).split(', ')).toEqual([
      CREDENTIALS,
      GET_SECRET,
      HEALTH,
    ]);
  });

  it('answers a secret with its bytes', async () => {
    const codecs = [secretRequest, secretResponse] as const;
    const { response } = await call(client, GET_SECRET, codecs, {
      id: 'token',
    });
    expect([...(response?.data ?? [])]).toEqual([0, 255, 7]);
  });

  it.each(['other', 'toString'])('does not know the secret %s', async (id) => {
    const codecs = [secretRequest, secretResponse] as const;
    const { status } = await call(client, GET_SECRET, codecs, { id });
    expect(status).toBe(NOT_FOUND);
  });

  it.each([
    [
      'registry-1.docker.io',
      'docker.io',
      { username: 'ann', secret: 'hunter2' },
    ],
    ['other:5000', 'other:5000', { username: '', secret: '' }],
  ])('answers credentials of %s', async (host, canonical, expected) => {
    const codecs = [credentialsRequest, credentialsResponse] as const;
    const { response } = await call(client, CREDENTIALS, codecs, { host });
    expect(response).toEqual(expected);
    expect(asked.at(-1)).toBe(canonical);
  });

  it('fails the call when the credentials cannot be had', async () => {
    const codecs = [credentialsRequest, credentialsResponse] as const;
    const host = 'broken:1';
    const { status } = await call(client, CREDENTIALS, codecs, { host });
    expect(Number(status)).toBeGreaterThan(0);
  });

  it('is healthy', async () => {
    const codecs = [healthRequest, healthResponse] as const;
    const { response } = await call(client, HEALTH, codecs, { service: '' });
    expect(response).toEqual({ status: 1 });
  });

  it('leaves what it does not offer unimplemented', async () => {
    const path = '/moby.filesync.v1.Auth/FetchToken';
    const codecs = [healthRequest, healthResponse] as const;
    const { status } = await call(client, path, codecs, { service: '' });
    expect(status).toBe(UNIMPLEMENTED);
  });
});

/** A unary gRPC call as it is on the wire: one length-prefixed message each way. */
async function call<Request, Response>(
  client: ClientHttp2Session,
  path: string,
  [request, response]: readonly [Codec<Request>, Codec<Response>],
  value: Request,
): Promise<{ status?: string; response?: Response }> {
  const stream = client.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  let status: unknown;
  stream.on(
    'response',
    (headers: IncomingHttpHeaders) => (status ??= headers['grpc-status']),
  );
  stream.on(
    'trailers',
    (headers: IncomingHttpHeaders) => (status = headers['grpc-status']),
  );
  const message = request.encode(value);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([prefix, message]));
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (body.length === 0) return { status: String(status) };
  return {
    status: String(status),
    response: response.decode(body.subarray(5)),
  };
}
