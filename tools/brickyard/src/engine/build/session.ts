import { randomUUID } from 'node:crypto';
import { type Duplex, Readable } from 'node:stream';

import type {
  handleBidiStreamingCall,
  handleUnaryCall,
  MethodDefinition,
  ServerDuplexStream,
} from '@grpc/grpc-js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';

import type { Daemon } from '../connection/dial';
import type { CredentialsFor } from '../engine';
import { canonicalHost, sessionCredentials } from '../transfer/registry-auth';
import type { Codec } from './buildkit-proto';
import {
  bytesMessage,
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
const SEND_FILES = '/moby.filesync.v1.FileSend/DiffCopy';
const METHODS = [CREDENTIALS, GET_SECRET, HEALTH_CHECK];

/** `SERVING` of grpc.health.v1. */
const SERVING = 1;

/** What a build may ask of us while it runs, and what it may send. */
export interface SessionAnswers {
  secrets: Readonly<Record<string, Uint8Array>>;
  credentials: CredentialsFor;
  /** Takes the archive of a build that makes no image. */
  receive?: (tar: Readable) => Promise<void>;
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
    'x-docker-expose-session-grpc-method': answers.receive
      ? [...METHODS, SEND_FILES]
      : METHODS,
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
  if (answers.receive) addReceiver(server, answers.receive);
  return server;
}

/** A part of an archive. */
interface Piece {
  data: Uint8Array;
}

/** BuildKit sends an archive in pieces, and waits until we end the call. */
function addReceiver(
  server: Server,
  receive: NonNullable<SessionAnswers['receive']>,
): void {
  const handle: handleBidiStreamingCall<Piece, Piece> = (call) => {
    receive(Readable.from(listPieces(call))).then(
      () => call.end(),
      (error: Error) => call.emit('error', error),
    );
  };
  const method = {
    ...unaryMethod(SEND_FILES, bytesMessage, bytesMessage),
    requestStream: true,
    responseStream: true,
  };
  server.addService({ call: method }, { call: handle });
}

async function* listPieces(
  call: ServerDuplexStream<Piece, Piece>,
): AsyncGenerator<Uint8Array> {
  // A stream that is destroyed at the end of the loop could not end the call.
  const pieces = call.iterator({ destroyOnReturn: false });
  for await (const { data } of pieces as AsyncIterable<Piece>) yield data;
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
