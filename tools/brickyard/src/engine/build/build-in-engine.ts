import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';

import {
  BrickyardError,
  interruptedError,
  isBrickyardError,
} from '../../errors';
import type { Redactor } from '../../redact/redactor';
import { createRedactor } from '../../redact/redactor';
import { awaitAnswer, openAnswer } from '../connection/dial';
import type { EngineConnection } from '../connection/engine-connection';
import type { Modem } from '../connection/open-modem';
import type { BuildEvent, BuildRequest, CredentialsFor } from '../engine';
import { engineError, goneError } from '../engine-errors';
import { decodeJsonLines, failureText } from '../json-lines';
import { buildFailure } from './build-failure';
import type { BuildTracker } from './build-progress';
import { trackBuild } from './build-progress';
import { renderBuildQuery } from './build-query';
import { readArchive } from './read-archive';
import { openSession } from './session';

/** How long to wait for a stopped build before the caller goes on. */
const CANCEL_TIMEOUT = 3000;

type Connection = Pick<EngineConnection, 'address' | 'logins' | 'openDaemon'>;

interface Run {
  connection: Connection;
  request: BuildRequest;
  /** Aborted with the first cause; later failures only follow from it. */
  stop: AbortController;
  redactor: Redactor;
  /** Takes the files of the result, in place of an image. */
  receive?: (tar: Readable) => Promise<void>;
}

/** One build, from opening its session to the id of the image. */
export async function buildInEngine(
  connection: Connection,
  request: BuildRequest,
  onEvent: (event: BuildEvent) => void,
): Promise<{ id: string }> {
  const id = await build({ connection, request }, onEvent);
  if (id === undefined) throw goneError(connection.address);
  return { id };
}

/** One build, from opening its session to the texts of the result's files, by path. */
export async function buildFilesInEngine(
  connection: Connection,
  request: BuildRequest,
  onEvent: (event: BuildEvent) => void,
): Promise<ReadonlyMap<string, string>> {
  let files: ReadonlyMap<string, string> | undefined;
  const receive = async (tar: Readable) => {
    files = await readArchive(tar);
  };
  await build({ connection, request, receive }, onEvent);
  if (files === undefined) throw goneError(connection.address);
  return files;
}

async function build(
  asked: Pick<Run, 'connection' | 'request' | 'receive'>,
  onEvent: (event: BuildEvent) => void,
): Promise<string | undefined> {
  const { connection, request } = asked;
  const run: Run = {
    ...asked,
    stop: new AbortController(),
    redactor: createRedactor(),
  };
  for (const value of Object.values(request.secrets)) {
    run.redactor.add(Buffer.from(value).toString());
  }
  connection.logins.forEach(run.redactor.add);
  const unwatch = watchCauses(run);
  try {
    run.stop.signal.throwIfAborted();
    return await runBuild(run, onEvent);
  } catch (error) {
    const { signal } = run.stop;
    const cause: unknown = signal.aborted ? signal.reason : error;
    throw engineError(cause, connection.address);
  } finally {
    unwatch();
    request.context.destroy();
  }
}

async function runBuild(
  run: Run,
  onEvent: (event: BuildEvent) => void,
): Promise<string | undefined> {
  const daemon = await run.connection.openDaemon();
  const { modem } = daemon;
  const { signal } = run.stop;
  const credentials = rememberCredentials(run);
  const { extension, secrets } = run.request;
  const answers = {
    secrets: { ...extension?.files, ...secrets },
    credentials,
    ...(run.receive && { receive: orStop(run, run.receive) }),
  };
  const session = await openSession(daemon, answers, signal);
  const buildId = randomUUID();
  try {
    const answer = await openAnswer(modem, {
      method: 'POST',
      path: '/build',
      query: renderBuildQuery(run.request, {
        ...{ session: session.id, build: buildId },
        ...(run.receive && { output: 'tar' }),
      }),
      body: run.request.context,
      signal,
    });
    return await readBuild(run, answer, onEvent);
  } catch (error) {
    if (signal.aborted) await cancelBuild(modem, buildId);
    throw error;
  } finally {
    session.close();
  }
}

async function readBuild(
  run: Run,
  answer: Readable,
  onEvent: (event: BuildEvent) => void,
): Promise<string | undefined> {
  const tracker = trackBuild(onEvent, (text) => clean(run, text));
  let id: string | undefined;
  for await (const message of decodeJsonLines(answer)) {
    const failure = failureText(message);
    if (failure !== undefined) throw explainFailure(run, tracker, failure);
    if (message.id === 'moby.buildkit.trace') {
      tracker.accept(String(message.aux));
    }
    if (message.id === 'moby.image.id') {
      id = (message.aux as { ID?: string } | null)?.ID;
    }
  }
  return id;
}

/** Reports what is wrong with the files, not BuildKit's error about it. */
function orStop(
  { stop }: Run,
  receive: NonNullable<Run['receive']>,
): NonNullable<Run['receive']> {
  return async (tar) => {
    try {
      await receive(tar);
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  };
}

function explainFailure(run: Run, tracker: BuildTracker, failure: string) {
  const text = clean(run, failure);
  const { dockerfile, dockerfileSource: source } = run.request;
  return buildFailure({
    text,
    step: tracker.failedStep(text),
    file: source?.file ?? dockerfile,
    dockerfile: source?.text,
  });
}

/** Text without secrets and without the flags that Brickyard added. */
function clean({ request, redactor }: Run, text: string): string {
  const flags = request.extension?.flags;
  return redactor.redact(flags ? text.replaceAll(` ${flags}`, '') : text);
}

/** What may stop a build from our side: the user, or its context. */
function watchCauses({ request, stop }: Run): () => void {
  const { context, signal } = request;
  const interrupt = () => stop.abort(interruptedError(signal?.reason));
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  let ended = context.readableEnded;
  context.once('end', () => (ended = true));
  // This listener stays: an error after the build must not be uncaught.
  context.on('error', (error) => stop.abort(contextError(error)));
  context.once('close', () => {
    if (!ended) stop.abort(contextError(new Error('it ended too early')));
  });
  return () => signal?.removeEventListener('abort', interrupt);
}

function contextError(cause: Error): BrickyardError {
  if (isBrickyardError(cause)) return cause;
  return new BrickyardError(
    'CONTEXT_UNREADABLE',
    `cannot read the build context: ${cause.message}`,
    { cause },
  );
}

/** Reports the failing credential source, not BuildKit's error about it. */
function rememberCredentials({ request, stop, redactor }: Run): CredentialsFor {
  return async (host) => {
    try {
      const credentials = await request.credentials(host);
      const { password, registryToken } = credentials ?? {};
      for (const secret of [password, registryToken])
        if (secret) redactor.add(secret);
      return credentials;
    } catch (error) {
      stop.abort(credentialsError(host, error));
      throw error;
    }
  };
}

function credentialsError(host: string, cause: unknown): BrickyardError {
  if (isBrickyardError(cause)) return cause;
  const message = `cannot get credentials for ${host}`;
  return new BrickyardError('CREDENTIALS_INVALID', message, { cause });
}

async function cancelBuild(modem: Modem, id: string): Promise<void> {
  const signal = AbortSignal.timeout(CANCEL_TIMEOUT);
  const request = { method: 'POST', path: '/build/cancel' } as const;
  // For the caller the build is over either way, and an engine that is gone
  // cannot cancel.
  await awaitAnswer(modem, { ...request, query: { id }, signal }).catch(
    () => undefined,
  );
}
