import { text } from 'node:stream/consumers';

import { engineError, isNotFound } from '../engine-errors';
import { type Daemon, type Dialled, fetchAnswer, openAnswer } from './dial';
import type { EngineEndpoint } from './endpoint';
import { parseGreeting, versionPrefix } from './greeting';
import { type Modem, openModem } from './open-modem';
import type { SshEnvironment } from './open-tunnel';

/** A request that needs no stream in either direction. */
export type ShortRequest = Pick<Dialled, 'method' | 'path' | 'query'>;

/** How a DockerEngine sends requests. */
export class EngineConnection {
  readonly #endpoint: EngineEndpoint;
  readonly #environment: SshEnvironment;
  readonly #closing = new AbortController();
  #modem: Modem | undefined;
  #daemon: Promise<Daemon> | undefined;

  /** ssh is started in `environment`. */
  constructor(endpoint: EngineEndpoint, environment: SshEnvironment) {
    this.#endpoint = endpoint;
    this.#environment = environment;
  }

  /** For messages. */
  get address(): string {
    return this.#endpoint.address;
  }

  /** Asks the engine once who it is, and again if it did not answer. */
  openDaemon(): Promise<Daemon> {
    this.#daemon ??= this.#greet().catch((error: unknown) => {
      this.#daemon = undefined;
      throw engineError(error, this.address);
    });
    return this.#daemon;
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
    this.#modem?.close();
  }

  async #greet(): Promise<Daemon> {
    const { address } = this;
    const modem = (this.#modem ??= openModem(
      this.#endpoint,
      this.#environment,
    ));
    const { signal } = this.#closing;
    const ping = { method: 'GET', path: '/_ping', signal } as const;
    const answer = await openAnswer(modem, ping);
    // To its end, so that the next request finds the connection free.
    await text(answer);
    const greeting = parseGreeting(answer.headers);
    const prefix = versionPrefix(greeting);
    return { modem: withPrefix(modem, prefix), greeting, address };
  }

  async #ask(request: ShortRequest): Promise<unknown> {
    const { modem } = await this.openDaemon();
    return fetchAnswer(modem, { ...request, signal: this.#closing.signal });
  }
}

function withPrefix(modem: Modem, prefix: string): Modem {
  return {
    ...modem,
    request: (options) =>
      modem.request({ ...options, path: `${prefix}${options.path ?? '/'}` }),
  };
}
