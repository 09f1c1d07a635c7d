import { engineError, isNotFound } from '../engine-errors';
import type { EngineClient } from './client';
import { openClient } from './client';
import { type Daemon, fetchAnswer } from './dial';
import type { EngineEndpoint } from './endpoint';
import type { ShortRequest } from './fetch-directly';
import { fetchDirectly } from './fetch-directly';

/** How a DockerEngine sends requests. Loads dockerode only when one needs it. */
export class EngineConnection {
  readonly #endpoint: EngineEndpoint;
  readonly #sshAgent: string | undefined;
  readonly #closing = new AbortController();
  #client: Promise<EngineClient> | undefined;

  constructor(endpoint: EngineEndpoint, sshAgent?: string) {
    this.#endpoint = endpoint;
    this.#sshAgent = sshAgent;
  }

  /** For messages. */
  get address(): string {
    return this.#endpoint.address;
  }

  async openDaemon(): Promise<Daemon> {
    this.#client ??= openClient(this.#endpoint, this.#sshAgent);
    const { modem } = await this.#client;
    return { modem, address: this.address };
  }

  async fetch(request: ShortRequest): Promise<unknown> {
    try {
      return await this.#ask(request);
    } catch (error) {
      throw engineError(error, this.address);
    }
  }

  /** `undefined` for a 404, and for other errors that `isFine` accepts. */
  async find(
    request: ShortRequest,
    isFine: (error: unknown) => boolean = () => false,
  ): Promise<unknown> {
    try {
      return (await this.#ask(request)) ?? null;
    } catch (error) {
      if (isNotFound(error) || isFine(error)) return undefined;
      throw engineError(error, this.address);
    }
  }

  /** Aborted when this connection is closed, too. */
  untilClosed(signal: AbortSignal | undefined): AbortSignal {
    const closing = this.#closing.signal;
    return signal === undefined ? closing : AbortSignal.any([closing, signal]);
  }

  close(): void {
    this.#closing.abort();
    // A client that never opened has nothing to close.
    this.#client?.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  async #ask(asked: ShortRequest): Promise<unknown> {
    const request = { ...asked, signal: this.#closing.signal };
    if (this.#endpoint.kind !== 'ssh')
      return fetchDirectly(this.#endpoint, request);
    const { modem } = await this.openDaemon();
    return fetchAnswer(modem, request);
  }
}
