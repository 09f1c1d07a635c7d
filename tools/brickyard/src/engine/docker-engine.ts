import { BrickyardError } from '../errors';
import { parseReference } from '../reference/parse-reference';
import { familiarName } from '../reference/print-reference';
import type { EngineClient } from './client';
import { openClient } from './client';
import type { ConnectPlace } from './connect';
import { readEndpoint } from './connect';
import type { Dialled } from './dial';
import { fetchAnswer, openAnswer } from './dial';
import type { EngineEndpoint } from './endpoint';
import type {
  BuildEvent,
  BuildRequest,
  ContainerRequest,
  ContainerResult,
  Engine,
  EngineCredentials,
  EngineImage,
  PushEvent,
  PushResult,
} from './engine';
import {
  engineError,
  interruptedError,
  isConflict,
  isNotFound,
} from './engine-errors';
import type { InspectedImage, ListedImage } from './engine-image';
import { fromInspected, fromListed } from './engine-image';
import type { ShortRequest } from './fetch-directly';
import { fetchDirectly } from './fetch-directly';
import { createRedactor } from './redact-secrets';
import { renderRegistryAuth } from './registry-auth';
import type { Transfer } from './transfer';
import { readPull, readPush, transferError } from './transfer';

/** The engine that the `docker` command would use here. */
export function connectEngine(place: ConnectPlace): DockerEngine {
  return new DockerEngine(readEndpoint(place), place.env['SSH_AUTH_SOCK']);
}

/** A daemon that speaks Docker's API. Loads its client at the first request. */
export class DockerEngine implements Engine {
  readonly #endpoint: EngineEndpoint;
  readonly #sshAgent: string | undefined;
  readonly #closing = new AbortController();
  #client: Promise<EngineClient> | undefined;

  constructor(endpoint: EngineEndpoint, sshAgent?: string) {
    this.#endpoint = endpoint;
    this.#sshAgent = sshAgent;
  }

  async listImages(): Promise<EngineImage[]> {
    const images = await this.#fetch({ method: 'GET', path: '/images/json' });
    return (images as ListedImage[])
      .map(fromListed)
      .filter(({ tags }) => tags.length > 0);
  }

  async inspectImage(reference: string): Promise<EngineImage | undefined> {
    const path = `/images/${reference}/json`;
    try {
      const image = await this.#ask({ method: 'GET', path });
      return fromInspected(image as InspectedImage);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw engineError(error, this.#endpoint.address);
    }
  }

  async listHistory(reference: string): Promise<string[]> {
    const path = `/images/${reference}/history`;
    const layers = await this.#fetch({ method: 'GET', path });
    return (layers as { CreatedBy?: string }[])
      .map(({ CreatedBy }) => CreatedBy ?? '')
      .reverse();
  }

  async buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }> {
    // Looking at images needs neither gRPC nor protobuf.
    const { buildImage } = await import('./build-image');
    const { modem } = await this.#connect();
    const daemon = { modem, address: this.#endpoint.address };
    const signal = this.#untilClosed(request.signal);
    return buildImage(daemon, { ...request, signal }, onEvent);
  }

  async tagImage(source: string, tag: string): Promise<void> {
    const path = `/images/${source}/tag`;
    await this.#fetch({ method: 'POST', path, query: splitTag(tag) });
  }

  async pushImage(
    reference: string,
    credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    signal?: AbortSignal,
  ): Promise<PushResult> {
    const { repo, tag } = splitTag(reference);
    // The push itself would say this as prose, in words that changed over time.
    if ((await this.inspectImage(reference)) === undefined) {
      throw missingError(reference);
    }
    const transfer = this.#transfer('push', reference, credentials);
    const request = { path: `/images/${repo}/push`, query: { tag }, signal };
    return this.#stream(request, credentials, transfer, (chunks) =>
      readPush(chunks, transfer, onEvent),
    );
  }

  pullImage(
    reference: string,
    credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const { repo, tag } = splitTag(reference);
    const transfer = this.#transfer('pull', reference, credentials);
    const query = { fromImage: repo, tag };
    const request = { path: '/images/create', query, signal };
    return this.#stream(request, credentials, transfer, (chunks) =>
      readPull(chunks, transfer, onEvent),
    );
  }

  async runContainer(request: ContainerRequest): Promise<ContainerResult> {
    const { runContainer } = await import('./run-container');
    const { modem } = await this.#connect();
    const daemon = { modem, address: this.#endpoint.address };
    const signal = this.#untilClosed(request.signal);
    return runContainer(daemon, { ...request, signal });
  }

  async removeImage(reference: string): Promise<void> {
    try {
      await this.#ask({ method: 'DELETE', path: `/images/${reference}` });
    } catch (error) {
      if (isNotFound(error)) return;
      throw engineError(error, this.#endpoint.address);
    }
  }

  async hasVolume(name: string): Promise<boolean> {
    try {
      await this.#ask({ method: 'GET', path: `/volumes/${name}` });
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw engineError(error, this.#endpoint.address);
    }
  }

  async removeVolume(name: string): Promise<void> {
    try {
      await this.#ask({ method: 'DELETE', path: `/volumes/${name}` });
    } catch (error) {
      if (isNotFound(error) || isConflict(error)) return;
      throw engineError(error, this.#endpoint.address);
    }
  }

  close(): void {
    this.#closing.abort();
    // A client that never opened has nothing to close.
    this.#client?.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  #connect(): Promise<EngineClient> {
    this.#client ??= openClient(this.#endpoint, this.#sshAgent);
    return this.#client;
  }

  async #ask(asked: ShortRequest): Promise<unknown> {
    const request = { ...asked, signal: this.#closing.signal };
    if (this.#endpoint.kind !== 'ssh')
      return fetchDirectly(this.#endpoint, request);
    const { modem } = await this.#connect();
    return fetchAnswer(modem, request);
  }

  async #fetch(request: ShortRequest): Promise<unknown> {
    try {
      return await this.#ask(request);
    } catch (error) {
      throw engineError(error, this.#endpoint.address);
    }
  }

  async #stream<T>(
    request: Omit<Dialled, 'method'>,
    credentials: EngineCredentials | undefined,
    transfer: Transfer,
    read: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    const signal = this.#untilClosed(request.signal);
    const headers = { 'X-Registry-Auth': renderRegistryAuth(credentials) };
    try {
      const { modem } = await this.#connect();
      const dialled = { ...request, method: 'POST', headers, signal } as const;
      return await read(await openAnswer(modem, dialled));
    } catch (error) {
      if (signal.aborted) throw interruptedError(error);
      throw transferError(error, transfer);
    }
  }

  #transfer(
    action: Transfer['action'],
    reference: string,
    credentials: EngineCredentials | undefined,
  ): Transfer {
    const { add, redact } = createRedactor();
    if (credentials !== undefined) add(credentials.password);
    const { address } = this.#endpoint;
    const username = credentials?.username;
    return { action, reference, username, address, redact };
  }

  #untilClosed(signal: AbortSignal | undefined): AbortSignal {
    const closing = this.#closing.signal;
    return signal === undefined ? closing : AbortSignal.any([closing, signal]);
  }
}

function missingError(reference: string): BrickyardError {
  const message = `cannot push ${reference}: the engine has no such image`;
  return new BrickyardError('ENGINE_FAILED', message);
}

/** The engine wants the tag apart; a digest counts as one. */
function splitTag(text: string): { repo: string; tag: string } {
  const { registry, repository, tag, digest } = parseReference(text);
  const repo = familiarName({ registry, repository });
  return { repo, tag: digest ?? tag ?? 'latest' };
}
