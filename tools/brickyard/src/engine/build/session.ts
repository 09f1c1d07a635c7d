import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';

import type { handleUnaryCall, MethodDefinition } from '@grpc/grpc-js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';

import type { Daemon } from '../connection/dial';
import type { CredentialsFor } from '../engine';
import { canonicalHost, sessionCredentials } from '../transfer/registry-auth';
import type { Codec } from './buildkit-proto';
import {
  credentialsRequest,
  credentialsResponse,
  healthRequest,
  healthResponse,
  secretRequest,
  secretResponse,
} from './buildkit-proto';
import { openCallbacks } from './open-callbacks';

const CREDENTIALS = '/moby.filesync.v1.Auth/Credentials';
const GET_SECRET = '/moby.buildkit.secrets.v1.Secrets/GetSecret';
const HEALTH_CHECK = '/grpc.health.v1.Health/Check';
const METHODS = [CREDENTIALS, GET_SECRET, HEALTH_CHECK];

/** `SERVING` of grpc.health.v1. */
const SERVING = 1;

/** What a build may ask of us while it runs. */
export interface SessionAnswers {
  secrets: Readonly<Record<string, Uint8Array>>;
  credentials: CredentialsFor;
}

export interface BuildSession {
  /** Goes into the build's `session` parameter. */
  id: string;
  close(): void;
}

/**
 * BuildKit calls back into its client over a connection that the client
 * opened: gRPC with the roles of HTTP/2 reversed.
 */
export async function openSession(
  daemon: Daemon,
  answers: SessionAnswers,
  signal?: AbortSignal,
): Promise<BuildSession> {
  const id = randomUUID();
  const headers = {
    'x-docker-expose-session-uuid': id,
    'x-docker-expose-session-name': 'brickyard',
    // Only methods named here are ever called.
    'x-docker-expose-session-grpc-method': METHODS,
  };
  const socket = await openCallbacks(daemon, headers, signal);
  const server = createSessionServer(answers);
  serve(server, socket);
  return {
    id,
    close: () => {
      server.forceShutdown();
      socket.destroy();
    },
  };
}

function serve(server: Server, socket: Duplex): void {
  // A broken session breaks the build, and the build reports it.
  socket.on('error', () => socket.destroy());
  server
    .createConnectionInjector(ServerCredentials.createInsecure())
    .injectConnection(socket);
}

function createSessionServer(answers: SessionAnswers): Server {
  const server = new Server();
  addUnary(server, CREDENTIALS, [credentialsRequest, credentialsResponse], {
    answer: async ({ host }) =>
      sessionCredentials(await answers.credentials(canonicalHost(host))),
  });
  addUnary(server, GET_SECRET, [secretRequest, secretResponse], {
    answer: ({ id }) => answerSecret(answers.secrets, id),
  });
  addUnary(server, HEALTH_CHECK, [healthRequest, healthResponse], {
    answer: () => Promise.resolve({ status: SERVING }),
  });
  return server;
}

function answerSecret(
  secrets: SessionAnswers['secrets'],
  id: string,
): Promise<{ data: Uint8Array }> {
  const value = Object.hasOwn(secrets, id) ? secrets[id] : undefined;
  if (value !== undefined) return Promise.resolve({ data: value });
  // This status tells BuildKit that the secret is missing, not the session broken.
  const unknown = new Error(`no secret "${id}"`);
  return Promise.reject(Object.assign(unknown, { code: status.NOT_FOUND }));
}

interface Handler<Request, Response> {
  answer: (request: Request) => Promise<Response>;
}

function addUnary<Request, Response>(
  server: Server,
  path: string,
  codecs: [Codec<Request>, Codec<Response>],
  { answer }: Handler<Request, Response>,
): void {
  const handle: handleUnaryCall<Request, Response> = (call, done) => {
    answer(call.request).then(
      (response) => done(null, response),
      (error: Error) => done(error),
    );
  };
  server.addService({ call: unaryMethod(path, ...codecs) }, { call: handle });
}

function unaryMethod<Request, Response>(
  path: string,
  request: Codec<Request>,
  response: Codec<Response>,
): MethodDefinition<Request, Response> {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: request.encode,
    requestDeserialize: request.decode,
    responseSerialize: response.encode,
    responseDeserialize: response.decode,
  };
}
